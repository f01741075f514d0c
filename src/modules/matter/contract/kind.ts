import type { ParameterKey, PeriodKey } from '#modules/profile/contract/parameters.ts';
import type { Field } from './field.ts';
import type { Relation } from './relation.ts';

/** The rooms of a case's life, in order; every state stands in one. Screens draw them as the chain 提出 … 督办. */
export const stages = {
  raise: '提出',
  screen: '审核',
  assign: '交办',
  handle: '承办',
  reply: '答复',
  feedback: '反馈',
  follow: '跟踪',
  end: '办结',
} as const;
export type Stage = keyof typeof stages;

/** How a state looks: shape + word + colour of the visual language. */
export type Mark = 'draft' | 'running' | 'waiting' | 'done' | 'closed';

/** One state of a matter or of a handling. */
export interface State {
  readonly label: string;
  readonly stage: Stage;
  readonly mark: Mark;
  /** Nothing more happens here unless an act names this state; open clocks are void. */
  readonly final?: boolean;
  /** What a proposer reads under 现在到哪了; `{lead}`, `{co}`, `{missing}`, `{worker}` and `{unit}` are filled from the case. */
  readonly story: string;
}

/** Whose turn a clock runs against. */
export type Holder =
  | 'author'
  | 'invited'
  | 'rater'
  | 'office'
  | 'officeLeader'
  | 'committee'
  | 'handler'
  | 'dutyDesk'
  | 'worker'
  | 'supervisor';

/** A hop's clock (FIELD §1, DOMAIN §1.8): who must do what until when. Open clocks are also the inbox of their holder. */
export interface Clock {
  readonly label: string;
  /** What the holder has to do, as a verb phrase for inboxes: 签收或退办, 写会办意见. */
  readonly task: string;
  readonly holder: Holder;
  /** The profile's parameter that says how long, or one for each nature of the matter; a clock without one is a task without a deadline. */
  readonly period?: PeriodKey | Readonly<Record<string, PeriodKey>>;
  /** Counted from the closing day of the session that the matter belongs to, not from the day of the act. */
  readonly from?: 'sessionClose';
  /** A right that lapses (退办窗口) and not a duty: it never turns overdue and shows no card. */
  readonly right?: boolean;
  /** The clock that a proposer and the office watch; exactly one open principal clock decides the matter's own due date. */
  readonly principal?: boolean;
  /** The system's act when its day has passed without an answer: the reading is lapsed, not late. */
  readonly lapses?: string;
}

/** What an act is done to. Handling: one unit's share of the case. Commitment: one promise of a reply. */
export type Target = 'matter' | 'handling' | 'commitment';

/** The steps an act is made of; each is one file in `server/effects/`. They run in the declared order, inside the act's transaction. */
export type Effect =
  | 'freezeText'
  | 'reviseText'
  | 'invite'
  | 'answerInvitation'
  | 'dropInvitation'
  | 'agreeWithdrawal'
  | 'number'
  | 'classify'
  | 'merge'
  | 'unmerge'
  | 'assign'
  | 'reassign'
  | 'keepObjection'
  | 'route'
  | 'dispatch'
  | 'appointOfficer'
  | 'recordContact'
  | 'giveOpinion'
  | 'askOpinionAgain'
  | 'draftReply'
  | 'startSignoff'
  | 'signOff'
  | 'sendBackDraft'
  | 'issueReply'
  | 'requestExtension'
  | 'decideExtension'
  | 'rate'
  | 'rateBothWays'
  | 'openRatings'
  | 'openIfRated'
  | 'decideEscalation'
  | 'keepPromise'
  | 'judgePromise'
  | 'moveFiles'
  | 'publish'
  | 'unpublish'
  | 'markKey'
  | 'note'
  | 'message'
  | 'urge'
  | 'follow'
  | 'convert'
  | 'split'
  | 'locate'
  | 'edit'
  | 'pledge'
  | 'honour'
  | 'record'
  | 'refer'
  | 'placeByCutOff'
  | 'placeBeforeSession'
  | 'openReconsideration'
  | 'joinReconsideration'
  | 'leave'
  | 'withdrawLead'
  | 'end';

/** A condition on the case beyond state and relation. An unmet one blocks the act and says why in Chinese; screens show it beside the act. */
export type Guard =
  | 'formComplete'
  | 'signersAnswered'
  | 'objectionWindowOpen'
  | 'beforeDeadline'
  | 'contacted'
  | 'opinionsIn'
  | 'draftReady'
  | 'signedOff'
  | 'groundsChecked'
  | 'withdrawalAllowed'
  | 'allSignersWithdraw'
  | 'signersDecideWithdrawal'
  | 'noOpenExtension'
  | 'extensionLeft'
  | 'publishable'
  | 'notOwnCase'
  | 'enoughSigners'
  | 'collectiveAllowed'
  | 'proposersHeard'
  | 'deliberated'
  | 'votesAdd'
  | 'sessionAhead'
  | 'reconsiderationOpen'
  | 'reconsiderationOver'
  | 'noOpenConsultation'
  | 'withdrawalAsked'
  | 'withdrawalNotAsked'
  | 'leadOpen'
  | 'notRatedYet'
  | 'consulted'
  | 'keyItem';

/** Who is told, in which words. `{title}`, `{number}`, `{unit}`, `{reason}`, `{due}`, `{actor}` are filled from the case and the act. */
export interface Tell {
  readonly to:
    | 'author'
    | 'signers'
    | 'invited'
    | 'rater'
    | 'office'
    | 'handler'
    | 'allHandlers'
    | 'leadHandler'
    | 'dutyDesk'
    | 'worker'
    | 'followers'
    | 'committee'
    | 'supervisors';
  readonly title: string;
  readonly words: string;
  readonly urgent?: boolean;
}

/** One thing somebody may do to a case: the only way that a case ever changes. */
export interface Act {
  /** Verb + object, as on the button. */
  readonly label: string;
  readonly on: Target;
  readonly by: readonly Relation[];
  /** States of the matter in which it may be done; `*` for every state that is not final. */
  readonly from: readonly string[];
  /** States of the handling or commitment, where the act is on one. */
  readonly fromTarget?: readonly string[];
  /** The matter's next state. `derived` asks {@link Kind.derive}; omitted leaves it. */
  readonly to?: string;
  /** The matter's next state follows from what was chosen in a field; wins over `to`. */
  readonly toBy?: { readonly field: string; readonly states: Readonly<Record<string, string>> };
  /** What follows from how the act comes out: by the value chosen in `toBy.field`, or by what an effect found (`context.outcome`). */
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  /** The handling's or commitment's next state. */
  readonly toTarget?: string;
  readonly fields: readonly Field[];
  readonly guards?: readonly Guard[];
  readonly effects: readonly Effect[];
  /** Clocks that the act meets (stops with the time), for the target's holder or for all. */
  readonly meets?: readonly string[];
  /** Clocks that the act starts. */
  readonly starts?: readonly string[];
  /** Clocks that stand still from this act (waiting states do not count) or run on after it. */
  readonly pauses?: readonly string[];
  readonly resumes?: readonly string[];
  readonly tells?: readonly Tell[];
  /** The line in the case's history; the same fillings as {@link Tell}. */
  readonly line: string;
  /** Who reads that line: everybody on the case, those who handle it, one unit, the office. */
  readonly audience: 'all' | 'handlers' | 'unit' | 'office';
  /** How the button looks: the next thing to do, one among others, or one that ends or refuses. */
  readonly weight: 'main' | 'other' | 'grave';
  /** May be done to many cases at once from a list. */
  readonly bulk?: boolean;
  /** What effect `convert` makes of the case: a matter of another kind, its text taken from the form (and, first, from the act's own fields). */
  readonly converts?: Conversion;
  /** Not shown at all while a guard stops it: the body's rules do not know this act. */
  readonly hiddenWhenBlocked?: boolean;
}

/** One way in which an act may come out: where the matter goes then, and which clocks begin or are met. */
export interface Outcome {
  readonly to?: string;
  readonly starts?: readonly string[];
  readonly meets?: readonly string[];
}

/** Who may file besides people (代表团, 界别, 党派 …), and what it takes. The form's field `raisedBy` says which, `collective` its name. */
export interface Collective {
  /** The body's rule that allows it; without one it is always allowed. */
  readonly allowedBy?: 'suggestionByDelegation' | 'motionByDelegation';
  /** It is the proposer's own delegation or sector: its name is known and its members must agree. */
  readonly own?: boolean;
  /** The proposer's mandate must carry a position that ends so: 团长, 召集人. */
  readonly convenor?: string;
  /** More than half of the own delegation's or sector's members must stand under the text, the proposer included. */
  readonly majority?: boolean;
}

/**
 * A conversion into another kind. The people, their confirmations, files and the whole story go along; the number stays behind and is never
 * given again. In state `arrives` it waits for the office under the clock `starts`; in the first state it is the author's draft.
 */
export interface Conversion {
  readonly to: string;
  readonly arrives: string;
  readonly starts?: string;
  /** A field of the new form by the names of the old form's texts that make it up, joined by paragraphs. */
  readonly text: Readonly<Record<string, readonly string[]>>;
}

/**
 * How official numbers are given: unique and without gaps in (body, term, session, kind), never used again; how they are written is the
 * profile's. `afterCommit` numbers many small matters in the order of their commits, one sequence a year.
 */
export interface Numbering {
  readonly when: 'atOnce' | 'afterCommit';
}

/** A kind of matter as data. The engine (server/engine) knows none of them by name. */
export interface Kind {
  readonly kind: string;
  readonly bodyKind: 'congress' | 'cppcc';
  /** Matters of months, or of days: which of the profile's thresholds, reminders and limits of extension and redo apply. */
  readonly pace: 'long' | 'short';
  /** The parameter that says how many must sign at least (the proposer included); collective proposers are no number of people. */
  readonly signers?: Extract<ParameterKey, 'suggestionSigners' | 'motionSigners' | 'proposalSigners'>;
  /** Who may file besides people, by the value of the form's field `raisedBy`; a value that is not named here needs no more than its name. */
  readonly collectives?: Readonly<Record<string, Collective>>;
  /** What a proposer should know before writing, in short sentences; rules of the body are added by the server. */
  readonly notes?: readonly string[];
  /** Words of the stages where this kind has its own. */
  readonly stageWords?: Readonly<Partial<Record<Stage, string>>>;
  /** The acts whose records say how a matter is treated: what was proposed and what was decided, for the report on all of them. */
  readonly treatment?: { readonly opinions: readonly string[]; readonly decision: string };
  readonly words: {
    /** 建议 */ readonly name: string;
    /** 建议、批评和意见 */ readonly full: string;
    /** 提建议 */ readonly raise: string;
    /** 领衔代表 */ readonly author: string;
    /** 联名代表 */ readonly signer: string;
    /** 件 */ readonly counter: string;
  };
  /** What the proposer fills in. The first field of input `line` named `title` is the title; without one it is cut from the first text. */
  readonly form: readonly Field[];
  readonly first: string;
  readonly states: Readonly<Record<string, State>>;
  readonly handlingStates: Readonly<Record<string, State>>;
  readonly clocks: Readonly<Record<string, Clock>>;
  readonly acts: Readonly<Record<string, Act>>;
  readonly numbering: Numbering | null;
  /** Who sees a submitted case besides those on it: only them, or every deputy (member) of the body. */
  readonly visibility: 'parties' | 'body';
  /** The act that issuing a bulletin does to each of its matters; left out where a kind is never put into bulletins. */
  readonly bulletinAct?: string;
  /** Handling roles in use and their words. */
  readonly handlingRoles: Readonly<Record<string, string>>;
  /**
   * The matter's state that follows from the states of its principal handlings (sole, lead, separate); asked after every act with `to: 'derived'`.
   * Pure: the same handlings always give the same state.
   */
  readonly derive: (handlings: readonly { role: string; state: string; round: number }[]) => string;
}

/** Declares a kind; checks what types cannot: every named state, clock and field exists. Throws at load, so a wrong declaration never starts. */
export function defineKind(kind: Kind): Kind {
  for (const [name, act] of Object.entries(kind.acts)) {
    const states = [
      ...act.from.filter((state) => state !== '*'),
      ...(act.to && act.to !== 'derived' ? [act.to] : []),
      ...Object.values(act.toBy?.states ?? {}).filter((state) => state !== 'derived'),
      ...Object.values(act.outcomes ?? {}).flatMap((outcome) => outcome.to ?? []),
    ];
    const targets = act.on === 'handling' ? [...(act.fromTarget ?? []), ...(act.toTarget ? [act.toTarget] : [])] : [];
    const clocks = [...(act.meets ?? []), ...(act.starts ?? []), ...(act.pauses ?? []), ...(act.resumes ?? []), ...clocksOf(act.outcomes)];
    const wrong = [
      ...states.filter((state) => !(state in kind.states)),
      ...targets.filter((state) => !(state in kind.handlingStates)),
      ...clocks.filter((clock) => !(clock in kind.clocks)),
    ];
    if (wrong.length > 0) throw new Error(`${kind.kind}.${name} names what is not declared: ${wrong.join(', ')}`);
  }
  for (const [name, clock] of Object.entries(kind.clocks))
    if (clock.lapses !== undefined && !(clock.lapses in kind.acts)) throw new Error(`${kind.kind}.${name} lapses by an undeclared act`);
  if (!(kind.first in kind.states)) throw new Error(`${kind.kind} starts in an undeclared state`);
  return kind;
}

function clocksOf(outcomes: Act['outcomes']): readonly string[] {
  return Object.values(outcomes ?? {}).flatMap((outcome) => [...(outcome.starts ?? []), ...(outcome.meets ?? [])]);
}

/** Handling roles that answer the proposer themselves; 会办 gives an opinion to the lead instead. */
export const principalRoles: readonly string[] = ['sole', 'lead', 'separate'];
