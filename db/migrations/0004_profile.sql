-- module: profile
-- The rules of a body in versions, the articles they rest on, and the working calendar.

-- One version of a body's rules. A draft becomes a published version once; a published one never changes, because deadlines and scores name it.
create table profile_version (
  body_id uuid not null,
  id uuid not null,
  state text not null check (state in ('draft', 'published')),
  -- '2026-1': given at publication.
  label text check (label ~ '^\d{4}-\d+$'),
  valid_from date not null,
  -- Only the values that depart from the defaults of the body's kind and level.
  departures jsonb not null check (jsonb_typeof(departures) = 'object'),
  -- All values as they were at publication, so that a later change of defaults does not rewrite the past.
  resolved jsonb,
  note text not null default '',
  -- Counts the saves of a draft; whoever saves names the one that was read.
  revision int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_by_name text not null,
  published_at timestamptz,
  published_by uuid,
  published_by_name text,
  primary key (body_id, id),
  check ((state = 'published') = (label is not null and resolved is not null and published_at is not null and published_by_name is not null))
);
create unique index profile_version_draft on profile_version (body_id) where state = 'draft';
create unique index profile_version_start on profile_version (body_id, valid_from) where state = 'published';
create unique index profile_version_label on profile_version (body_id, label) where state = 'published';
alter table profile_version enable row level security;
alter table profile_version force row level security;
-- Published rules are public: units and citizens see how a deadline came about. Drafts are the office's own.
create policy profile_version_read on profile_version for select to luzhitong_app
  using (state = 'published' or body_id = (select app_body()) and (select app_scope()) = 'office');
create policy profile_version_begin on profile_version for insert to luzhitong_app
  with check (body_id = (select app_body()) and (select app_scope()) = 'office' and state = 'draft');
create policy profile_version_change on profile_version for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office' and state = 'draft')
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy profile_version_discard on profile_version for delete to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office' and state = 'draft');
create policy profile_version_worker on profile_version to luzhitong_worker using (true) with check (true);
grant select, insert, update, delete on profile_version to luzhitong_app, luzhitong_worker;

-- The article that a value of this body rests on, as somebody checked it against the original text.
create table profile_basis (
  body_id uuid not null,
  parameter_key text not null,
  title text not null,
  article text not null,
  excerpt text not null,
  since date,
  checked_at timestamptz not null,
  checked_by uuid,
  checked_by_name text not null,
  primary key (body_id, parameter_key)
);
alter table profile_basis enable row level security;
alter table profile_basis force row level security;
create policy profile_basis_read on profile_basis for select to luzhitong_app using (true);
create policy profile_basis_add on profile_basis for insert to luzhitong_app
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy profile_basis_change on profile_basis for update to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office')
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy profile_basis_worker on profile_basis to luzhitong_worker using (true) with check (true);
grant select, insert, update on profile_basis to luzhitong_app;
grant select, insert, update, delete on profile_basis to luzhitong_worker;

-- Days off and makeup workdays of one year in one region and all regions inside it; '000000' is the whole country. Reference table, append
-- only: of several loads of a region and year the latest counts, and the earlier ones still explain old deadlines.
create table calendar_year (
  region_code text not null check (region_code ~ '^\d{6}(\d{3})?$'),
  year int not null check (year between 1990 and 2100),
  id uuid not null,
  days jsonb not null check (jsonb_typeof(days) = 'array'),
  source text not null,
  loaded_at timestamptz not null,
  loaded_by uuid,
  loaded_by_name text not null default '随系统提供',
  -- The body whose administrator loaded it; null for what came with the product.
  loaded_by_body uuid,
  primary key (region_code, year, id)
);
insert into calendar_year (region_code, year, id, source, loaded_at, days) values
  ('000000', 2024, '00000000-0000-7000-8000-000000002024', '国务院办公厅关于2024年部分节假日安排的通知', now(), '[
    {"day": "2024-01-01", "kind": "off", "name": "元旦"},
    {"day": "2024-02-04", "kind": "work", "name": "春节"},
    {"day": "2024-02-10", "kind": "off", "name": "春节"},
    {"day": "2024-02-11", "kind": "off", "name": "春节"},
    {"day": "2024-02-12", "kind": "off", "name": "春节"},
    {"day": "2024-02-13", "kind": "off", "name": "春节"},
    {"day": "2024-02-14", "kind": "off", "name": "春节"},
    {"day": "2024-02-15", "kind": "off", "name": "春节"},
    {"day": "2024-02-16", "kind": "off", "name": "春节"},
    {"day": "2024-02-17", "kind": "off", "name": "春节"},
    {"day": "2024-02-18", "kind": "work", "name": "春节"},
    {"day": "2024-04-04", "kind": "off", "name": "清明节"},
    {"day": "2024-04-05", "kind": "off", "name": "清明节"},
    {"day": "2024-04-06", "kind": "off", "name": "清明节"},
    {"day": "2024-04-07", "kind": "work", "name": "清明节"},
    {"day": "2024-04-28", "kind": "work", "name": "劳动节"},
    {"day": "2024-05-01", "kind": "off", "name": "劳动节"},
    {"day": "2024-05-02", "kind": "off", "name": "劳动节"},
    {"day": "2024-05-03", "kind": "off", "name": "劳动节"},
    {"day": "2024-05-04", "kind": "off", "name": "劳动节"},
    {"day": "2024-05-05", "kind": "off", "name": "劳动节"},
    {"day": "2024-05-11", "kind": "work", "name": "劳动节"},
    {"day": "2024-06-10", "kind": "off", "name": "端午节"},
    {"day": "2024-09-14", "kind": "work", "name": "中秋节"},
    {"day": "2024-09-15", "kind": "off", "name": "中秋节"},
    {"day": "2024-09-16", "kind": "off", "name": "中秋节"},
    {"day": "2024-09-17", "kind": "off", "name": "中秋节"},
    {"day": "2024-09-29", "kind": "work", "name": "国庆节"},
    {"day": "2024-10-01", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-02", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-03", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-04", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-05", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-06", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-07", "kind": "off", "name": "国庆节"},
    {"day": "2024-10-12", "kind": "work", "name": "国庆节"}
  ]'),
  ('000000', 2025, '00000000-0000-7000-8000-000000002025', '国务院办公厅关于2025年部分节假日安排的通知', now(), '[
    {"day": "2025-01-01", "kind": "off", "name": "元旦"},
    {"day": "2025-01-26", "kind": "work", "name": "春节"},
    {"day": "2025-01-28", "kind": "off", "name": "春节"},
    {"day": "2025-01-29", "kind": "off", "name": "春节"},
    {"day": "2025-01-30", "kind": "off", "name": "春节"},
    {"day": "2025-01-31", "kind": "off", "name": "春节"},
    {"day": "2025-02-01", "kind": "off", "name": "春节"},
    {"day": "2025-02-02", "kind": "off", "name": "春节"},
    {"day": "2025-02-03", "kind": "off", "name": "春节"},
    {"day": "2025-02-04", "kind": "off", "name": "春节"},
    {"day": "2025-02-08", "kind": "work", "name": "春节"},
    {"day": "2025-04-04", "kind": "off", "name": "清明节"},
    {"day": "2025-04-05", "kind": "off", "name": "清明节"},
    {"day": "2025-04-06", "kind": "off", "name": "清明节"},
    {"day": "2025-04-27", "kind": "work", "name": "劳动节"},
    {"day": "2025-05-01", "kind": "off", "name": "劳动节"},
    {"day": "2025-05-02", "kind": "off", "name": "劳动节"},
    {"day": "2025-05-03", "kind": "off", "name": "劳动节"},
    {"day": "2025-05-04", "kind": "off", "name": "劳动节"},
    {"day": "2025-05-05", "kind": "off", "name": "劳动节"},
    {"day": "2025-05-31", "kind": "off", "name": "端午节"},
    {"day": "2025-06-01", "kind": "off", "name": "端午节"},
    {"day": "2025-06-02", "kind": "off", "name": "端午节"},
    {"day": "2025-09-28", "kind": "work", "name": "国庆节"},
    {"day": "2025-10-01", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-02", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-03", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-04", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-05", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-06", "kind": "off", "name": "中秋节"},
    {"day": "2025-10-07", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-08", "kind": "off", "name": "国庆节"},
    {"day": "2025-10-11", "kind": "work", "name": "国庆节"}
  ]'),
  ('000000', 2026, '00000000-0000-7000-8000-000000002026', '国务院办公厅关于2026年部分节假日安排的通知', now(), '[
    {"day": "2026-01-01", "kind": "off", "name": "元旦"},
    {"day": "2026-01-02", "kind": "off", "name": "元旦"},
    {"day": "2026-01-03", "kind": "off", "name": "元旦"},
    {"day": "2026-01-04", "kind": "work", "name": "元旦"},
    {"day": "2026-02-14", "kind": "work", "name": "春节"},
    {"day": "2026-02-15", "kind": "off", "name": "春节"},
    {"day": "2026-02-16", "kind": "off", "name": "春节"},
    {"day": "2026-02-17", "kind": "off", "name": "春节"},
    {"day": "2026-02-18", "kind": "off", "name": "春节"},
    {"day": "2026-02-19", "kind": "off", "name": "春节"},
    {"day": "2026-02-20", "kind": "off", "name": "春节"},
    {"day": "2026-02-21", "kind": "off", "name": "春节"},
    {"day": "2026-02-22", "kind": "off", "name": "春节"},
    {"day": "2026-02-23", "kind": "off", "name": "春节"},
    {"day": "2026-02-28", "kind": "work", "name": "春节"},
    {"day": "2026-04-04", "kind": "off", "name": "清明节"},
    {"day": "2026-04-05", "kind": "off", "name": "清明节"},
    {"day": "2026-04-06", "kind": "off", "name": "清明节"},
    {"day": "2026-05-01", "kind": "off", "name": "劳动节"},
    {"day": "2026-05-02", "kind": "off", "name": "劳动节"},
    {"day": "2026-05-03", "kind": "off", "name": "劳动节"},
    {"day": "2026-05-04", "kind": "off", "name": "劳动节"},
    {"day": "2026-05-05", "kind": "off", "name": "劳动节"},
    {"day": "2026-05-09", "kind": "work", "name": "劳动节"},
    {"day": "2026-06-19", "kind": "off", "name": "端午节"},
    {"day": "2026-06-20", "kind": "off", "name": "端午节"},
    {"day": "2026-06-21", "kind": "off", "name": "端午节"},
    {"day": "2026-09-20", "kind": "work", "name": "国庆节"},
    {"day": "2026-09-25", "kind": "off", "name": "中秋节"},
    {"day": "2026-09-26", "kind": "off", "name": "中秋节"},
    {"day": "2026-09-27", "kind": "off", "name": "中秋节"},
    {"day": "2026-10-01", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-02", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-03", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-04", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-05", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-06", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-07", "kind": "off", "name": "国庆节"},
    {"day": "2026-10-10", "kind": "work", "name": "国庆节"}
  ]');
alter table calendar_year enable row level security;
alter table calendar_year force row level security;
create policy calendar_year_read on calendar_year for select to luzhitong_app using (true);
-- That the region is the body's own is checked by the action, which knows the directory; here only that nobody signs for another body.
create policy calendar_year_load on calendar_year for insert to luzhitong_app
  with check (loaded_by_body = (select app_body()) and (select app_scope()) = 'office' and region_code <> '000000');
create policy calendar_year_worker on calendar_year to luzhitong_worker using (true) with check (true);
grant select, insert on calendar_year to luzhitong_app;
grant select, insert, update, delete on calendar_year to luzhitong_worker;

-- A body's own days off and workdays, which win over the national ones.
create table calendar_day (
  body_id uuid not null,
  id uuid not null,
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  reason text not null,
  added_at timestamptz not null,
  added_by uuid,
  added_by_name text not null,
  primary key (body_id, id),
  unique (body_id, day)
);
alter table calendar_day enable row level security;
alter table calendar_day force row level security;
-- Readable by everybody for the same reason as published rules.
create policy calendar_day_read on calendar_day for select to luzhitong_app using (true);
create policy calendar_day_add on calendar_day for insert to luzhitong_app
  with check (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy calendar_day_remove on calendar_day for delete to luzhitong_app
  using (body_id = (select app_body()) and (select app_scope()) = 'office');
create policy calendar_day_worker on calendar_day to luzhitong_worker using (true) with check (true);
grant select, insert, delete on calendar_day to luzhitong_app;
grant select, insert, update, delete on calendar_day to luzhitong_worker;
