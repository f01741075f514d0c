-- module: matter
-- A promise may be made at a negotiation (办理协商会) before any reply.
alter table commitment alter column reply_id drop not null;
-- The key items of a body, for their own page.
create index matter_key on matter (body_id, kind, id) where is_key;
