export { ChangePasswordDialog, FirstPasswordScreen } from './change-password.tsx'
export { ChangePersonDialog, PinDialog } from './change-person.tsx'
export { ChooseServerScreen } from './choose-server.tsx'
export { SignInAgain, SignInScreen } from './sign-in.tsx'
