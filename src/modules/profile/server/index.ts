import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { profileEvents } from '../contract/events.ts';
import { profilePermissions } from '../contract/permissions.ts';
import * as routes from '../contract/routes.ts';
import { addOwnDay } from './actions/add-own-day.ts';
import { checkBasis } from './actions/check-basis.ts';
import { discardDraft } from './actions/discard-draft.ts';
import { loadYear } from './actions/load-year.ts';
import { publishDraft } from './actions/publish-draft.ts';
import { removeOwnDay } from './actions/remove-own-day.ts';
import { saveDraft } from './actions/save-draft.ts';
import { profilePolicies } from './policy.ts';
import { compareVersions } from './queries/compare-versions.ts';
import { listVersions } from './queries/list-versions.ts';
import { readOfferedYear } from './queries/read-offered-year.ts';
import { readParameterHistory } from './queries/read-parameter-history.ts';
import { readSheet } from './queries/read-sheet.ts';
import { readYear } from './queries/read-year.ts';
import { readYearFile } from './queries/read-year-file.ts';
import { tryPeriod } from './queries/try-period.ts';

/** The rules of bodies and the working calendar, for the processes that are composed of modules. */
export const profileModule: ServerModule = {
  name: 'profile',
  permissions: profilePermissions,
  policies: profilePolicies,
  events: profileEvents,
  routes: [
    bind(routes.listVersions, { read: (tx) => listVersions(tx) }),
    bind(routes.readSheet, { read: (tx, { query }) => readSheet(tx, query) }),
    bind(routes.compareVersions, { read: (tx, { query }) => compareVersions(tx, query) }),
    bind(routes.readParameterHistory, { read: (tx, { params }) => readParameterHistory(tx, params) }),
    bind(routes.tryPeriod, { read: (tx, { query }) => tryPeriod(tx, query) }),
    bind(routes.saveDraft, { write: (tx, { body }) => saveDraft(tx, body) }),
    bind(routes.discardDraft, { write: (tx, { body }) => discardDraft(tx, body) }),
    bind(routes.publishDraft, { write: (tx, { body }) => publishDraft(tx, body) }),
    bind(routes.checkBasis, { write: (tx, { params, body }) => checkBasis(tx, params, body) }),
    bind(routes.readYear, { read: (tx, { params }) => readYear(tx, params) }),
    bind(routes.readOfferedYear, { read: (_, { params }) => readOfferedYear(params) }),
    bind(routes.readYearFile, { raw: (call) => readYearFile(call) }),
    bind(routes.loadYear, { write: (tx, { body }) => loadYear(tx, body) }),
    bind(routes.addOwnDay, { write: (tx, { body }) => addOwnDay(tx, body) }),
    bind(routes.removeOwnDay, { write: (tx, { params }) => removeOwnDay(tx, params) }),
  ],
};

// What other modules may call: the rules and the calendar of a body, one deadline with its account, and the pure rules over them.
export { calendarFor } from './calendar.ts';
export { deadline } from './deadline.ts';
export { profileAt } from './rules-in-force.ts';
export { addPeriod, isWorkday, moveWorkingDays, nextWorkingMoment, workingDaysBetween, type WorkingCalendar } from './calendar-rules.ts';
export {
  cardOf,
  clockAt,
  leadWithin,
  movedBy,
  nextReminder,
  reminderHours,
  wantsUrgeLetter,
  type CardRules,
  type ClockThresholds,
  type ReminderRules,
} from './clock-rules.ts';
export { isTouchedBy, reckonAgain } from './profile-rules.ts';
export { publishRules } from './seed.ts';
