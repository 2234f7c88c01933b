/**
 * The floors of the house, lowest first. A floor may import itself and the floors below it.
 * Floors on one line are neighbours and do not import each other.
 */
const floors = [
  ['platform'],
  ['audit'],
  ['offices'],
  ['identity'],
  ['reminders', 'calendar'],
  ['registry'],
  ['workforce', 'requirements'],
  ['registers'],
  ['inspections'],
  ['planning', 'recommendations', 'renewals', 'reports'],
  ['home', 'admin'],
];

const floorRules = floors.flatMap((floor, level) =>
  floor.map((room) => {
    const above = floors.slice(level + 1).flat();
    const beside = floor.filter((other) => other !== room);
    const forbidden = [...beside, ...above];
    return {
      name: `${room}-imports-only-below`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${[...forbidden, '(?:app|main|cli|seed)[^/]*$'].join('|')})(/|$)?` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...floorRules,
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-are-pure',
      comment:
        'A rule is a function of (state, policy, today): no framework, no database, no queue.',
      severity: 'error',
      from: { path: '(\\.rules\\.ts$|^src/planning/solver/)' },
      to: { path: 'node_modules/(@nestjs|typeorm|bullmq|ioredis|nodemailer|fastify)/' },
    },
    {
      name: 'checker-judges-alone',
      comment: 'Who judges a plan shares nothing with who makes it but the shape of the data.',
      severity: 'error',
      from: { path: '^src/planning/checker/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^src/planning/(?!checker/|solver/instance\\.ts$)',
      },
    },
    {
      name: 'bullmq-only-in-queue-and-jobs',
      severity: 'error',
      from: { pathNot: '(^src/platform/queue/|\\.jobs\\.ts$)' },
      to: { path: 'node_modules/(bullmq|@nestjs/bullmq)/' },
    },
    {
      name: 'nodemailer-only-in-mail',
      severity: 'error',
      from: { pathNot: '^src/platform/mail/' },
      to: { path: 'node_modules/nodemailer/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '(^test/|\\.spec\\.tsx?$|^bench/)' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
