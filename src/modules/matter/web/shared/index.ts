export { actWords, actsInOrder, labelOfAct, targetOf } from './acts.ts';
export { askedFields, faultsOf, inputOf, useActForm, type ActForm, type Values } from './act-form.ts';
export { clockWords, dueWords, openClocks, stateOfClock } from './clocks.ts';
export { iconOfKind, raisableKinds, wordsOfKind } from './kinds.ts';
export { others, raisedBy } from './people.ts';
export { drawRuler, type RulerDrawing } from './ruler.ts';
export { lookOfMark } from './states.ts';
export { nextSteps } from './steps.ts';
