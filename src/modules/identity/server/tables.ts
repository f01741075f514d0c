import type { ColumnType, Generated } from 'kysely';
import type { SecondFactor, SignInMethod } from '../contract/account.ts';

type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** The tables of identity; see db/migrations/0002_identity.sql for what each row means and who may touch it. */
export interface IdentityTables {
  account: {
    id: string;
    person_id: string;
    phone_digest: Buffer;
    phone_sealed: Buffer;
    status: Generated<'active' | 'disabled'>;
    disabled_reason: string | null;
    unlocked_at: NullableTimestamp;
    opened_at: Timestamp;
    last_signed_in_at: NullableTimestamp;
  };
  account_password: { account_id: string; set_at: Timestamp; hash: string; temporary: boolean };
  account_session: {
    id: string;
    account_id: string;
    token_hash: Buffer;
    method: SignInMethod;
    device: string;
    address: string;
    started_at: Timestamp;
    last_seen_at: Timestamp;
    idle_seconds: number;
    expires_at: Timestamp;
    restricted: Generated<boolean>;
    second_factor: SecondFactor | null;
    ended_at: NullableTimestamp;
    end_reason: string | null;
  };
  passkey: {
    account_id: string;
    id: string;
    credential_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    made_at: Timestamp;
    last_used_at: NullableTimestamp;
  };
  provider_identity: { provider: string; subject: string; account_id: string; linked_at: Timestamp };
  sign_in_guard: { key: Buffer; failures: number; since: Timestamp; last_at: Timestamp; locked_until: NullableTimestamp };
  one_time_code: {
    phone_digest: Buffer;
    code_hash: Buffer;
    made_at: Timestamp;
    expires_at: Timestamp;
    tries: Generated<number>;
    used_at: NullableTimestamp;
    sent_since: Timestamp;
    sent: number;
  };
  sign_in_step: {
    id: string;
    kind: 'passkeySignIn' | 'passkeyRegistration' | 'provider' | 'secondFactor';
    account_id: string | null;
    kept: ColumnType<Record<string, unknown>, string, never>;
    expires_at: Timestamp;
  };
  demo_account: {
    account_id: string;
    place: number;
    role_group: string;
    name: string;
    title: string;
    words: string;
    phone: string;
    password: string;
    terminal: 'mobile' | 'desk' | 'screen';
  };
}
