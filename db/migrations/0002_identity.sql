-- module: identity
-- How people sign in. Reference tables throughout: an account belongs to a person, not to a body (src/platform/server/reference-tables.ts).
-- Two ways in: the application's role sees its own account, and nothing that proves an identity (passwords, codes, tokens, keys);
-- signing in itself runs as luzhitong_worker, and finding out who calls runs through functions that luzhitong_guard owns.
-- Administrators' reach into other accounts is added by the module that knows who works where (0003_directory.sql).

create table account (
  id uuid primary key,
  person_id uuid not null unique,
  -- HMAC of the normalised phone, for finding; the phone itself lies beside it, encrypted (server/phone-vault.ts).
  phone_digest bytea not null unique,
  phone_sealed bytea not null,
  status text not null default 'active' check (status in ('active', 'disabled')),
  disabled_reason text,
  -- Failed attempts before this moment no longer count: set by an administrator who lifts a lock.
  unlocked_at timestamptz,
  opened_at timestamptz not null,
  last_signed_in_at timestamptz
);
alter table account enable row level security;
alter table account force row level security;
create policy account_own on account for select to luzhitong_app using (id = (select app_account()));
create policy account_worker on account to luzhitong_worker using (true) with check (true);
create policy account_guard on account for select to luzhitong_guard using (true);
grant select (id, person_id, phone_sealed, status, disabled_reason, unlocked_at, opened_at, last_signed_in_at) on account to luzhitong_app;
grant insert (id, person_id, phone_digest, phone_sealed, opened_at) on account to luzhitong_app;
grant update (phone_digest, phone_sealed, status, disabled_reason, unlocked_at) on account to luzhitong_app;
grant select, insert, update, delete on account to luzhitong_worker;
grant select on account to luzhitong_guard;

-- The password in use and those before it, as salted hashes. Only the worker's role ever reads them.
create table account_password (
  account_id uuid not null references account (id),
  set_at timestamptz not null,
  hash text not null,
  temporary boolean not null default false,
  primary key (account_id, set_at)
);
alter table account_password enable row level security;
alter table account_password force row level security;
create policy account_password_worker on account_password to luzhitong_worker using (true) with check (true);
grant insert on account_password to luzhitong_app;
grant select, insert, update, delete on account_password to luzhitong_worker;

-- A place where an account is signed in. The token is known to the browser alone; here lies its SHA-256.
create table account_session (
  id uuid primary key,
  account_id uuid not null references account (id),
  token_hash bytea not null unique,
  method text not null check (method in ('password', 'code', 'passkey', 'provider', 'demo')),
  device text not null,
  address text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds int not null check (idle_seconds > 0),
  expires_at timestamptz not null,
  -- True until a temporary or outdated password has been changed: till then the account acts in no seat.
  restricted boolean not null default false,
  ended_at timestamptz,
  end_reason text
) with (fillfactor = 80);
create index account_session_account on account_session (account_id) where ended_at is null;
create index account_session_age on account_session (expires_at);
alter table account_session enable row level security;
alter table account_session force row level security;
create policy account_session_own on account_session for select to luzhitong_app using (account_id = (select app_account()));
create policy account_session_end on account_session for update to luzhitong_app
  using (account_id = (select app_account())) with check (account_id = (select app_account()));
create policy account_session_worker on account_session to luzhitong_worker using (true) with check (true);
create policy account_session_guard on account_session for select to luzhitong_guard using (true);
grant select (id, account_id, method, device, address, started_at, last_seen_at, idle_seconds, expires_at, restricted, ended_at, end_reason) on account_session to luzhitong_app;
grant update (ended_at, end_reason) on account_session to luzhitong_app;
grant select, insert, update, delete on account_session to luzhitong_worker;
grant select on account_session to luzhitong_guard;

-- A WebAuthn credential.
create table passkey (
  account_id uuid not null references account (id),
  id uuid not null,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null,
  last_used_at timestamptz,
  primary key (account_id, id)
);
alter table passkey enable row level security;
alter table passkey force row level security;
create policy passkey_own on passkey to luzhitong_app using (account_id = (select app_account())) with check (account_id = (select app_account()));
create policy passkey_worker on passkey to luzhitong_worker using (true) with check (true);
grant select, insert, delete on passkey to luzhitong_app;
grant select, insert, update, delete on passkey to luzhitong_worker;

-- Who an account is at a provider of identities (OIDC, 浙政钉).
create table provider_identity (
  provider text not null,
  subject text not null,
  account_id uuid not null references account (id),
  linked_at timestamptz not null,
  primary key (provider, subject)
);
create index provider_identity_account on provider_identity (account_id);
alter table provider_identity enable row level security;
alter table provider_identity force row level security;
create policy provider_identity_worker on provider_identity to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on provider_identity to luzhitong_worker;

-- Failed attempts. A row's key is an HMAC of a phone or of an address, so unknown phones are counted like known ones and nobody learns
-- from a lock which phones exist.
create table sign_in_guard (
  key bytea primary key,
  failures int not null,
  since timestamptz not null,
  last_at timestamptz not null,
  locked_until timestamptz
) with (fillfactor = 70);
create index sign_in_guard_age on sign_in_guard (last_at);
alter table sign_in_guard enable row level security;
alter table sign_in_guard force row level security;
create policy sign_in_guard_worker on sign_in_guard to luzhitong_worker using (true) with check (true);
create policy sign_in_guard_guard on sign_in_guard for select to luzhitong_guard using (true);
grant select, insert, update, delete on sign_in_guard to luzhitong_worker;
grant select on sign_in_guard to luzhitong_guard;

-- The last one-time code of a phone, as an HMAC; also kept for unknown phones, to which nothing is sent.
create table one_time_code (
  phone_digest bytea primary key,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  sent_since timestamptz not null,
  sent int not null
);
create index one_time_code_age on one_time_code (made_at);
alter table one_time_code enable row level security;
alter table one_time_code force row level security;
create policy one_time_code_worker on one_time_code to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on one_time_code to luzhitong_worker;

-- What the server must remember between two steps of a sign-in: a passkey's challenge, a provider's state. Taken out once.
create table sign_in_step (
  id uuid primary key,
  kind text not null check (kind in ('passkeySignIn', 'passkeyRegistration', 'provider')),
  account_id uuid,
  kept jsonb not null,
  expires_at timestamptz not null
);
create index sign_in_step_age on sign_in_step (expires_at);
alter table sign_in_step enable row level security;
alter table sign_in_step force row level security;
create policy sign_in_step_worker on sign_in_step to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on sign_in_step to luzhitong_worker;

-- Accounts shown on the sign-in page of a demo; empty everywhere else. The password is no secret there.
create table demo_account (
  account_id uuid primary key references account (id),
  place int not null,
  role_group text not null,
  name text not null,
  title text not null,
  words text not null,
  phone text not null,
  password text not null,
  terminal text not null check (terminal in ('mobile', 'desk', 'screen'))
);
alter table demo_account enable row level security;
alter table demo_account force row level security;
create policy demo_account_worker on demo_account to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on demo_account to luzhitong_worker;

-- The living session behind a token: neither ended nor expired nor idle too long, and its account not disabled.
create function live_session(token bytea, at timestamptz)
  returns table (session_id uuid, account_id uuid, person_id uuid, last_seen_at timestamptz, restricted boolean)
  language sql stable rows 1 security definer set search_path = public, pg_temp
  begin atomic
    select s.id, s.account_id, a.person_id, s.last_seen_at, s.restricted
    from account_session s join account a on a.id = s.account_id
    where s.token_hash = token and s.ended_at is null and s.expires_at > at
      and s.last_seen_at + make_interval(secs => s.idle_seconds) > at and a.status = 'active';
  end;
alter function live_session(bytea, timestamptz) owner to luzhitong_guard;
revoke all on function live_session(bytea, timestamptz) from public;
grant execute on function live_session(bytea, timestamptz) to luzhitong_guard, luzhitong_worker;

-- Until when an account is locked after failed attempts; null where it is not. Callers join it to rows of account that they may see.
create function account_locked_until(account uuid, at timestamptz) returns timestamptz
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select g.locked_until
    from account a join sign_in_guard g on g.key = a.phone_digest
    where a.id = account_locked_until.account and g.locked_until > at and g.last_at > coalesce(a.unlocked_at, '-infinity');
  end;
alter function account_locked_until(uuid, timestamptz) owner to luzhitong_guard;
revoke all on function account_locked_until(uuid, timestamptz) from public;
grant execute on function account_locked_until(uuid, timestamptz) to luzhitong_app, luzhitong_worker;

-- What the owner and an administrator may know about a password: when it was set, not what it is. Callers join it to account likewise.
create policy account_password_guard on account_password for select to luzhitong_guard using (true);
grant select on account_password to luzhitong_guard;
create function password_standing(account uuid)
  returns table (set_at timestamptz, temporary boolean)
  language sql stable rows 1 security definer set search_path = public, pg_temp
  begin atomic
    select p.set_at, p.temporary from account_password p where p.account_id = password_standing.account order by p.set_at desc limit 1;
  end;
alter function password_standing(uuid) owner to luzhitong_guard;
revoke all on function password_standing(uuid) from public;
grant execute on function password_standing(uuid) to luzhitong_app, luzhitong_worker;

-- Whose account a phone opens, asked with the phone's HMAC, which nobody can compute without the installation's key.
create function person_of_phone(digest bytea) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select a.person_id from account a where a.phone_digest = digest;
  end;
alter function person_of_phone(bytea) owner to luzhitong_guard;
revoke all on function person_of_phone(bytea) from public;
grant execute on function person_of_phone(bytea) to luzhitong_app, luzhitong_worker;

-- Every process keeps who is signed in for a moment; an id told on this channel must be looked up anew. Triggers, so that no way of
-- ending a session can forget to say so.
create function tell_account_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('actor_changed', new.id::text);
  return null;
end $$;
create function tell_session_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('actor_changed', new.account_id::text);
  return null;
end $$;
create trigger account_changed after update on account for each row
  when (old.status is distinct from new.status) execute function tell_account_changed();
create trigger account_session_changed after update on account_session for each row
  when (old.ended_at is distinct from new.ended_at or old.restricted <> new.restricted) execute function tell_session_changed();
