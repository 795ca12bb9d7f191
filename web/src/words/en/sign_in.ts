export const sign_in = {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    go: 'Sign in',
    by_link: 'Signing you in …',
    no_password: 'No password yet? Ask an admin for a sign-in link.',
    claim: 'A deal is as real as what the buyer puts into it.',
};
