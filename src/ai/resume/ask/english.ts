/** The templates in English: key points are what a good answer tells of any project, found by their cues. */
import type { Template } from './template.js';

export const englishTemplates: Template[] = [
  {
    slug: 'own-role',
    technology: false,
    prompt: 'Tell me about {project}. What was it meant to achieve, and which part of it was yours?',
    job: 'Tell me about your work as {project}. What was it for, and what was your own share in it?',
    reference:
      'The project {project} solved a real problem: before it, users lost time with manual work and made errors. Its users and their number were known, and they needed a faster, more reliable system. I was responsible for one component of my own: I designed its interface, implemented it and kept it running, while other engineers of the team built the other services, the frontend and the data import. The system has a few main components: an API service, a database and background jobs, with a clear data flow between them. After release we measured the result in numbers: time per task was reduced by a large percentage, errors went down, and usage grew within the first months.',
    keyPoints: [
      ['What was wrong or missing before it', 2, 'PROBLEM'],
      ['Your own share, in the first person', 2.5, 'OWN_PART'],
      ['How many people there were and who built the rest', 1.5, 'TEAM'],
      ['The main components and how they fit together', 1.5, 'STRUCTURE'],
      ['What it brought, in numbers', 2.5, 'RESULT'],
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
    job: 'What was the hardest problem that you met in your work as {project}, and how did you get to the bottom of it?',
    reference:
      'The hardest problem in {project} was difficult because it only appeared under real load in production, and the obvious fix did not help. I first reproduced it in a test environment, then used logs, metrics and profiling to narrow down the root cause step by step. The root cause was not where we expected it. I compared several possible solutions with their cost and risk, and chose one because it was the simplest that removed the cause rather than the symptom. I implemented it in small steps, verified the fix with a test and with measurements before and after, and watched it in production. Afterwards I added a regression test and monitoring, so that the same problem cannot come back unnoticed.',
    keyPoints: [
      ['What made it hard: when it appeared, which fix did not help', 2, 'DIFFICULTY'],
      ['How you reproduced it and narrowed it down', 2.5, 'INVESTIGATION'],
      ['The root cause', 2, 'CAUSE'],
      ['Other fixes you weighed, and why this one', 2, 'ALTERNATIVE'],
      ['Proof that it was solved, before and after', 2, 'CHECK'],
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
      ['What you needed, and what the team already knew', 2, 'REQUIREMENT'],
      ['The alternatives, and what they were better at', 2.5, 'ALTERNATIVE'],
      ['A trial with your own data', 1.5, 'TRIAL'],
      ['The drawbacks you accepted', 2.5, 'COST'],
      ['Whether you would do the same again, and under which conditions not', 1.5, 'HINDSIGHT'],
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
      ['The load in numbers', 2, 'SCALE'],
      ['How you measured it', 2.5, 'MEASURE'],
      ['Where the bottleneck was', 2, 'BOTTLENECK'],
      ['The changes that you made', 2.5, 'TUNING'],
      ['Before and after, in numbers', 2, 'SPEEDUP'],
    ],
    difficulty: 3,
    timeLimit: 240,
    hints: ['Which numbers do you have, and where from?', 'What did you change first, and why that?'],
  },
  {
    slug: 'failure',
    technology: false,
    prompt: 'Tell me about a time when something in {project} went wrong. What happened, and what did you do?',
    job: 'Tell me about a time when something went wrong in your work as {project}. What happened, and what did you do?',
    reference:
      'In {project} an incident happened after a release: an alert from monitoring, or a report from users, showed that requests failed with errors. The impact was clear after a few minutes: which users were affected and for how long. I first limited the damage and rolled back the release or switched off the feature, before looking for the cause. Then I read the logs and the timeline and found the root cause, a case that nobody had tested, such as a timeout without limit or a wrong configuration. I fixed it and added a test. We wrote a postmortem without blame, and took measures against its return: an alert that fires earlier, a timeout with retry, a review of the configuration and a gradual rollout. My own lesson was to think about failure and rollback before a release.',
    keyPoints: [
      ['How it was noticed', 2, 'NOTICED'],
      ['Who was affected, and for how long', 1.5, 'IMPACT'],
      ['How the damage was limited first', 2.5, 'MITIGATION'],
      ['The root cause', 2.5, 'CAUSE'],
      ['What keeps it from coming back', 2.5, 'PREVENTION'],
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
      ['Automated tests, of which kinds', 2.5, 'TEST'],
      ['What happens before a merge: review and CI', 2, 'REVIEW'],
      ['A test for each bug and for edge cases', 2, 'REGRESSION'],
      ['Careful releases, with a way back', 2, 'ROLLOUT'],
      ['What you watch after a release', 1.5, 'MONITORING'],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['What ran before a change was merged, and what after?', 'Which bug got through, and why?'],
  },
  {
    slug: 'again',
    technology: false,
    prompt: 'If you could begin {project} anew today, what would you do in another way, and what would you keep?',
    job: 'If you could begin your work as {project} anew today, what would you do in another way, and what would you keep?',
    reference:
      'If I started {project} again, I would keep the simple architecture and the clear interfaces between modules, because they made changes easy. I would change one early decision: it was right with the information that we had, but it became technical debt when requirements and data grew. The consequence was that each new feature took longer and caused bugs. Today I would define the data model and module boundaries earlier, and I would write tests and monitoring from the beginning instead of adding them later. I would also talk to users earlier, release a small version first, and drop features that nobody used. The improvement has a cost, so I would migrate step by step rather than rewrite everything. The lesson for me is to decide late what is hard to change.',
    keyPoints: [
      ['What proved right, and why', 2, 'KEEP'],
      ['The decision that you regret', 2.5, 'REGRET'],
      ['What it cost', 2, 'CONSEQUENCE'],
      ['What you would put in place from the start, or move to step by step', 1.5, 'EARLIER'],
      ['The lesson', 1.5, 'LESSON'],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['Which decision did you pay for, again and again?', 'Was it wrong at the time, or only later?'],
  },
  {
    slug: 'together',
    technology: false,
    prompt: 'Who did you work with on {project}, and how did you settle it when you did not agree?',
    job: 'Who did you work with as {project}, and how did you settle it when you did not agree?',
    reference:
      'On {project} I worked with other engineers, a product manager and a designer, and sometimes with other teams whose services we needed. We planned work in short iterations and agreed on the interface in a design document before we wrote code. Once we disagreed about a technical decision: a colleague wanted another solution than I did. I listened to understand the reasons, and wrote down both options with advantages and disadvantages. We built a small prototype and let the data decide rather than opinions. In the end we chose a compromise, and I supported the decision though it was not all mine. I kept everybody informed about progress and risks early. The result was delivered on time, and the relationship was better than before; I learned to ask for feedback sooner.',
    keyPoints: [
      ['The people and their roles', 1.5, 'COLLABORATION'],
      ['How you agreed on things before building them', 1.5, 'AGREEMENT'],
      ['A disagreement: what each side wanted, and why', 2.5, 'DISAGREEMENT'],
      ['What decided it: data, a prototype, a comparison', 2.5, 'DECIDING'],
      ['How it ended', 2, 'OUTCOME'],
    ],
    difficulty: 2,
    timeLimit: 180,
    hints: ['What did the other person want, and why?', 'What decided it in the end?'],
  },
];
