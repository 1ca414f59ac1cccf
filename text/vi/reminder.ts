/** Reminding those a vote waits for, and those who have not checked in. */
export const reminder = {
  remind: (count: number) => `Nhắc ${count}`,
  remindPeople: (count: number) => `Nhắc ${count} người`,
  remindVoters: (count: number) => `Nhắc ${count} người chưa phản hồi biểu quyết`,
  remindCheckIn: (count: number) => `Nhắc ${count} người chưa điểm danh`,
  done: (count: number) => `Đã nhắc ${count} người.`,
  justNow: (time: string) => `Đã nhắc lúc ${time}`,
  notDone: (why: string) => `Chưa nhắc được. ${why}`,
  vote: 'Cuộc họp đang chờ phiếu của đồng chí. Mời đồng chí biểu quyết.',
  ready: 'Sắp biểu quyết. Mời đồng chí báo đã sẵn sàng.',
  checkIn: 'Mời đồng chí điểm danh: bấm “Điểm danh có mặt” ở đầu màn hình.',
  checkInElsewhere: (title: string) => `Mời đồng chí vào điểm danh: ${title}`,
  goThere: 'Vào cuộc họp'
}
