/**
 * Tables whose keys do not begin with `body_id`, each with the reason: organisations, people and accounts serve several bodies at once.
 * Every other table belongs to one body, row by row; schema.database.test.ts reads the catalogue and fails for a table that neither leads
 * with `body_id` nor stands here.
 */
export const referenceTables: Readonly<Record<string, string>> = {
  schema_migration: 'one history of the schema per database',
  subscription: 'one row a subscriber, for all bodies',
  fact_change: 'one row a transaction, whatever it changed',
  request_record: 'keys of repeated requests belong to accounts',
  notification_choice: 'belongs to a person, who may serve several bodies',
  push_subscription: 'belongs to a person, who may serve several bodies',
  seed_run: 'the demo is one for the whole database',
  rate_bucket: 'calls are counted before anybody is known',
  screen_code: 'asked for before anybody knows whose the screen will be',

  account: 'one account acts in seats of several bodies',
  account_password: 'belongs to an account',
  account_session: 'belongs to an account',
  passkey: 'belongs to an account',
  provider_identity: 'belongs to an account',
  demo_account: 'belongs to an account',
  one_time_code: 'asked for before anybody is known',
  sign_in_guard: 'counted before anybody is known',
  sign_in_step: 'kept before anybody is known',

  region: 'the country is the same for all',
  organisation: 'bodies are organisations, and units answer to several bodies',
  person: 'one person may hold seats in several bodies',
  person_private: 'belongs to a person',
  post: 'belongs to an organisation, which may be a unit',
  grid: 'belongs to a grassroots unit',
  grid_duty: 'belongs to a grassroots unit',

  calendar_year: 'days off hold for a region',
};
