-- module: identity
-- A second factor, where one is demanded (setting SECOND_FACTOR): the first is remembered as a step until the second one is there, so that nobody
-- is signed in before.

alter table sign_in_step drop constraint sign_in_step_kind_check;
alter table sign_in_step add constraint sign_in_step_kind_check
  check (kind in ('passkeySignIn', 'passkeyRegistration', 'provider', 'secondFactor'));

-- What else proved the person besides `method`; null where one factor was enough. A passkey is two by itself, a demo asks for none.
alter table account_session add column second_factor text check (second_factor in ('password', 'code', 'passkey'));
grant select (second_factor) on account_session to luzhitong_app;

-- Whether the session behind a token was begun by two factors; asked beside actor_of_session, which finds out who calls.
grant create on schema public to luzhitong_guard;
create function session_is_strong(token bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select s.second_factor is not null or s.method in ('passkey', 'demo') from account_session s where s.token_hash = token;
  end;
alter function session_is_strong(bytea) owner to luzhitong_guard;
revoke all on function session_is_strong(bytea) from public;
grant execute on function session_is_strong(bytea) to luzhitong_worker;
revoke create on schema public from luzhitong_guard;
