export { beginSession, openAccount, openAccounts, peopleOfPhones, personOfPhone, phonesOf, writeLastSeen, type SessionStart } from './accounts.ts';
export { maskPhone, openPhoneVault, type PhoneVault } from './phone-vault.ts';
export { hashToken, sessionCookie, tokenOf } from './session-rules.ts';
