import type { SceneName } from '../../contract/hall/scene.ts';
import type { PapersTables } from '../papers/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { PlacesTables } from '../places/tables.ts';
import type { PresenceTables } from '../presence/tables.ts';
import type { DefaultedJson, Maybe, MeetingTables, Timestamp, Defaulted } from '../tables.ts';
import type { WordsTables } from '../words/tables.ts';

/** What the desk typed for a scene. */
export interface SceneContent {
  readonly title?: string;
  readonly words?: string;
}

/** The table of this part; db/migrations/0045_meeting-words.sql says what a row means. */
export interface HallTables extends MeetingTables {
  hall_scene: {
    body_id: string;
    screen_id: string;
    meeting_id: string;
    scene: SceneName;
    sitting_id: Maybe<string>;
    content: DefaultedJson<SceneContent>;
    changed_at: Timestamp;
    changed_by: string;
    revision: Defaulted<number>;
  };
}

/** All tables of the module: the board and the statistics add up what the other parts keep, and write none of it. */
export interface AllTables extends HallTables, PeopleTables, PresenceTables, PlacesTables, PapersTables, WordsTables {}
