export { actWords, actsInOrder, labelOfAct, targetOf, type ActsInOrder } from './acts.ts';
export { askedFields, faultsOf, inputOf, needsNothing, useActForm, type ActForm, type Faults, type Values } from './act-form.ts';
export { clockWords, dueWords, openClocks, principalClock, stateOfClock } from './clocks.ts';
export { iconOfKind, raisableKinds, wordsOfKind } from './kinds.ts';
export { drawRuler, type RulerDrawing, type RulerMark } from './ruler.ts';
export { lookOfMark, lookOfMatter } from './states.ts';
export { nextSteps, type NextStep } from './steps.ts';
