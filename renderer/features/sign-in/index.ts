export { ChangePasswordDialog, FirstPasswordScreen } from './change-password.tsx'
export { ChooseServerScreen } from './choose-server.tsx'
export { SignInAgain, SignInScreen } from './sign-in.tsx'
