export { RoomPlan } from './room-plan.tsx'
export { SeatingScreen } from './seating-screen.tsx'
