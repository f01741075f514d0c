-- module: directory
-- The office sets when a session stops taking motions (议案截止时间); 0014_committees.sql says what the moment means.
grant update (motions_until) on term_session to luzhitong_app;
