import { problems } from '../../contract/problem.ts';
import { screenProblems } from '../../contract/screens.ts';

export const screenProblem = problems(screenProblems);
