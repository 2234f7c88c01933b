/** A joint agreement has a jail and a task-force side: who inspects it must know both. */
export const specialtiesOf = (model: string): string[] =>
  model === 'JOINT' ? ['DETENTION', 'TASK_FORCE'] : [model];

/** Whether somebody with these qualifications (codes of program models) may inspect a model. */
export const coversModel = (qualifications: readonly string[], model: string): boolean =>
  specialtiesOf(model).every((specialty) => qualifications.includes(specialty));

/** `detention and task force` */
export const modelWords = (model: string): string =>
  specialtiesOf(model)
    .map((code) => code.toLowerCase().replaceAll('_', ' '))
    .join(' and ');
