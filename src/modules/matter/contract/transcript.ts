import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { problems, type ProblemTable } from '#platform/contract/problem.ts';
import { defineRoute, done } from '#platform/contract/route.ts';

// What a machine made of a recording. The recording stays what was said; the words are a help to read it.

/** `failed`: the service gave no words after several tries. */
export const transcriptState = z.enum(['waiting', 'done', 'failed']);

export const transcript = z.object({
  state: transcriptState,
  words: z.string(),
  /** The author has put it right. */
  edited: z.boolean(),
  /** The actor may put it right now. */
  mayEdit: z.boolean(),
});
export type Transcript = z.infer<typeof transcript>;

const params = z.object({ bodyId: uuid, matterId: uuid });

/** Null where the case has no recording, or where no service turns recordings into words. */
export const readTranscript = defineRoute({
  id: 'matter.read-transcript',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/transcript',
  permission: 'matter.read',
  summary: '录音的机器转写',
  params,
  answer: z.object({ transcript: transcript.nullable() }),
});

/** The author's alone, and only until somebody is sent out on it. */
export const editTranscript = defineRoute({
  id: 'matter.edit-transcript',
  method: 'PUT',
  path: '/api/matters/:bodyId/:matterId/transcript',
  permission: 'matter.raise',
  summary: '校改自己录音的转写',
  params,
  body: z.object({ words: z.string().trim().min(1, '请填写录音的内容').max(5_000, '不超过 5000 字') }),
  answer: done,
});

/** A recording was turned into words, or its words were put right. */
export const matterTranscribed = defineEvent('matter.transcribed', z.object({ state: transcriptState, edited: z.boolean() }));

export const transcriptProblems = {
  'matter.transcript-closed': { status: 409, message: '已经派人处置，转写不能再改。需要补充的请在这件事下留言。' },
  'matter.transcript-missing': { status: 404, message: '这件事没有可以校改的转写，请刷新后再看。' },
} as const satisfies ProblemTable;

export const transcriptProblem = problems(transcriptProblems);
