/** The templates in English: key points are what a good answer says of any project, in the words that people use. */
import type { Template } from './ask-template.js';

export const englishTemplates: Template[] = [
  {
    slug: 'own-role',
    technology: false,
    prompt: 'Tell me about {project}. What was it meant to achieve, and which part of it was yours?',
    reference:
      'The project {project} solved a real problem: before it, users lost time with manual work and made errors. Its users and their number were known, and they needed a faster, more reliable system. I was responsible for one component of my own: I designed its interface, implemented it and kept it running, while other engineers of the team built the other services, the frontend and the data import. The system has a few main components: an API service, a database and background jobs, with a clear data flow between them. After release we measured the result in numbers: time per task was reduced by a large percentage, errors went down, and usage grew within the first months.',
    keyPoints: [
      ['The problem: what users did before by hand', 2],
      ['I was responsible for a component and implemented it', 2.5],
      ['The team of engineers and who built the rest', 1.5],
      ['The service and its database', 1.5],
      ['The result was reduced time or errors', 2.5],
    ],
    difficulty: 1,
    timeLimit: 180,
    hints: ['Begin with who needed it and why.', 'Say "I" where it was you, and "we" where it was the team.'],
  },
  {
    slug: 'hardest-problem',
    technology: false,
    prompt:
      'What was the hardest technical problem that you met in {project}, and how did you get to the bottom of it?',
    reference:
      'The hardest problem in {project} was difficult because it only appeared under real load in production, and the obvious fix did not help. I first reproduced it in a test environment, then used logs, metrics and profiling to narrow down the root cause step by step. The root cause was not where we expected it. I compared several possible solutions with their cost and risk, and chose one because it was the simplest that removed the cause rather than the symptom. I implemented it in small steps, verified the fix with a test and with measurements before and after, and watched it in production. Afterwards I added a regression test and monitoring, so that the same problem cannot come back unnoticed.',
    keyPoints: [
      ['It was difficult because the obvious fix did not help', 2],
      ['I reproduced it and looked at logs and metrics', 2.5],
      ['The root cause was found', 2],
      ['I compared solutions and chose one', 2],
      ['I verified the fix with a test, before and after', 2],
    ],
    difficulty: 3,
    timeLimit: 240,
    hints: ['What made it hard, rather than merely long?', 'How do you know that it is solved?'],
  },
  {
    slug: 'technology-choice',
    technology: true,
    prompt: 'Why {technology} in {project}? What else came into question, and what did the choice cost you?',
    reference:
      'We chose {technology} because of our requirements: the amount of data, the latency that users expect, and what the team already knew. We compared it with at least two alternatives, wrote down the criteria, and built a small prototype or benchmark with our own data rather than trusting what others publish. The alternative was better in one respect, but it would have been harder to operate or to learn. The main advantage for us was that it fits how our data is read and written. The trade-off, its disadvantages, we accepted: more operational complexity, a limit in some features, and a learning curve. We worked around these limits in our own code. Looking back I would choose it again for the same requirements, but with another scale I would decide differently.',
    keyPoints: [
      ['Our requirements and the experience of the team', 2],
      ['Compared with an alternative that was better in something', 2.5],
      ['A benchmark with our own data', 1.5],
      ['The disadvantages we accepted', 2.5],
      ['Whether I would choose it again', 1.5],
    ],
    difficulty: 2,
    timeLimit: 210,
    hints: ['What was the runner-up better at?', 'What would have to change for another choice to be right?'],
  },
  {
    slug: 'scale-and-speed',
    technology: false,
    prompt: 'How much did {project} have to bear, and what did you do when it became too slow or too small?',
    reference:
      'I know the numbers of {project}: users, requests per second at peak, and the amount of data in the database. The target was agreed, for instance a p99 latency and a throughput. I measured a baseline first with a load test and monitoring, and profiling showed the bottleneck: most of the time was spent in slow database queries and repeated calls. I optimised the biggest bottleneck first: an index and fewer queries, a cache for data that is read often, batching, and a queue with asynchronous workers for slow work. I changed one thing at a time and measured again. Latency dropped and throughput grew by a known factor. Then I thought about the next limit: scaling out with more instances or partitioning the data, and what consistency a cache costs.',
    keyPoints: [
      ['Users and requests per second', 2],
      ['Measured with a load test and profiling', 2.5],
      ['The bottleneck was a slow database query', 2],
      ['Added a cache, an index or an asynchronous queue', 2.5],
      ['Latency dropped afterwards', 2],
    ],
    difficulty: 3,
    timeLimit: 240,
    hints: ['Which numbers do you have, and where from?', 'What did you change first, and why that?'],
  },
  {
    slug: 'failure',
    technology: false,
    prompt: 'Tell me about a time when something in {project} went wrong. What happened, and what did you do?',
    reference:
      'In {project} an incident happened after a release: an alert from monitoring, or a report from users, showed that requests failed with errors. The impact was clear after a few minutes: which users were affected and for how long. I first limited the damage and rolled back the release or switched off the feature, before looking for the cause. Then I read the logs and the timeline and found the root cause, a case that nobody had tested, such as a timeout without limit or a wrong configuration. I fixed it and added a test. We wrote a postmortem without blame, and took measures against its return: an alert that fires earlier, a timeout with retry, a review of the configuration and a gradual rollout. My own lesson was to think about failure and rollback before a release.',
    keyPoints: [
      ['Monitoring, an alert or users noticed the errors', 2],
      ['Which users were affected', 1.5],
      ['I stopped it first and rolled back', 2.5],
      ['The root cause turned out', 2.5],
      ['Added a test and an alert so it does not happen again', 2.5],
    ],
    difficulty: 2,
    timeLimit: 210,
    hints: ['How did you notice, and how soon?', 'What is different today because of it?'],
  },
  {
    slug: 'quality',
    technology: false,
    prompt: 'How did you make sure that changes to {project} did not break it?',
    reference:
      'For {project} we had automated tests at several levels: many fast unit tests for the logic, integration tests against a real database, and a few end-to-end tests of the most important user flows. Every change went through code review and a pull request, and the CI pipeline ran all tests, lint and type checks before merge. I wrote tests for edge cases and errors, and for each bug first a failing test that reproduces it. Coverage was a hint, not a goal. External services were replaced by fakes so that tests are stable and not flaky. We released in small steps, with a staging environment, a canary or feature flag, monitoring after each deployment, and a quick rollback. The number of bugs in production went down.',
    keyPoints: [
      ['Unit tests and integration tests', 2.5],
      ['Code review and CI on each pull request', 2],
      ['A failing test for each bug', 2],
      ['Staging, then a small part of traffic, and rollback', 2],
      ['Monitoring of errors after deployment', 1.5],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['What ran before a change was merged, and what after?', 'Which bug got through, and why?'],
  },
  {
    slug: 'again',
    technology: false,
    prompt: 'If you could begin {project} anew today, what would you do in another way, and what would you keep?',
    reference:
      'If I started {project} again, I would keep the simple architecture and the clear interfaces between modules, because they made changes easy. I would change one early decision: it was right with the information that we had, but it became technical debt when requirements and data grew. The consequence was that each new feature took longer and caused bugs. Today I would define the data model and module boundaries earlier, and I would write tests and monitoring from the beginning instead of adding them later. I would also talk to users earlier, release a small version first, and drop features that nobody used. The improvement has a cost, so I would migrate step by step rather than rewrite everything. The lesson for me is to decide late what is hard to change.',
    keyPoints: [
      ['I would keep the simple architecture', 2],
      ['An early decision became technical debt', 2.5],
      ['It took longer and caused bugs', 2],
      ['Tests and monitoring from the beginning', 1.5],
      ['Migrate step by step, no rewrite', 1.5],
      ['I learned a lesson', 1.5],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['Which decision did you pay for, again and again?', 'Was it wrong at the time, or only later?'],
  },
  {
    slug: 'together',
    technology: false,
    prompt: 'Who did you work with on {project}, and how did you settle it when you did not agree?',
    reference:
      'On {project} I worked with other engineers, a product manager and a designer, and sometimes with other teams whose services we needed. We planned work in short iterations and agreed on the interface in a design document before we wrote code. Once we disagreed about a technical decision: a colleague wanted another solution than I did. I listened to understand the reasons, and wrote down both options with advantages and disadvantages. We built a small prototype and let the data decide rather than opinions. In the end we chose a compromise, and I supported the decision though it was not all mine. I kept everybody informed about progress and risks early. The result was delivered on time, and the relationship was better than before; I learned to ask for feedback sooner.',
    keyPoints: [
      ['I worked with engineers, a product manager and a designer', 1.5],
      ['Agreed on the interface before we wrote code', 1.5],
      ['A colleague wanted something else, and I listened to the reasons', 2.5],
      ['Compared both options with a prototype and data', 2.5],
      ['We chose a compromise and delivered on time', 2],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['What did the other person want, and why?', 'What decided it in the end?'],
  },
];
