/**
 * Tables whose keys do not begin with `body_id`, each with the reason. Every other table belongs to one body, row by row; a test reads the
 * catalogue and fails for a table that neither leads with `body_id` nor stands here.
 */
export const referenceTables: Readonly<Record<string, string>> = {
  schema_migration: 'one history of the schema per database',
};
