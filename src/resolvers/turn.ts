/** Wires turns. */
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Turn as ShownTurn } from '../db/tables/index.js';
import { countedAnswer, listAnswers } from '../domain/answer/read.js';
import { questionOfTurn } from '../domain/question/read.js';
import { retryTurn, revealHint, skipTurn } from '../domain/turn/act.js';
import { Answer } from '../schema/answer.js';
import { Question } from '../schema/question.js';
import { Turn } from '../schema/turn.js';
import { SignedIn } from './guard.js';

@Resolver(() => Turn)
export class TurnResolver {
  @SignedIn()
  @Mutation(() => Turn, {
    description:
      'Leaves the question unanswered; of one taken up once more the earlier answer counts. Errors: TURN_STATE, INTERVIEW_STATE.',
  })
  skipTurn(@Ctx() ctx: Context, @Arg('turnId', () => ID, { description: 'The turn.' }) turnId: string) {
    return skipTurn(ctx, turnId);
  }

  @SignedIn()
  @Mutation(() => Turn, {
    description:
      'ZERO_PRESSURE: opens a turn that is over for another try; the answer to it is assisted. Opened once more already, nothing changes. Errors: TURN_STATE, INTERVIEW_STATE.',
  })
  retryTurn(@Ctx() ctx: Context, @Arg('turnId', () => ID, { description: 'The turn.' }) turnId: string) {
    return retryTurn(ctx, turnId);
  }

  @SignedIn()
  @Mutation(() => Turn, {
    description:
      'Shows a hint of the open question; what is answered from then on is assisted. STRESS has none. Errors: TURN_STATE, INTERVIEW_STATE, BAD_USER_INPUT where there is no such hint.',
  })
  revealHint(
    @Ctx() ctx: Context,
    @Arg('turnId', () => ID, { description: 'The turn.' }) turnId: string,
    @Arg('number', () => Int, {
      nullable: true,
      description:
        'Which hint, from 1, by default the next. One that was shown already changes nothing: give it where the request may be sent again.',
    })
    number: number | null | undefined,
  ) {
    return revealHint(ctx, turnId, number ?? null);
  }

  @FieldResolver(() => Turn, { nullable: true, description: 'A follow-up: the turn that it follows.' })
  parent(@Ctx() ctx: Context, @Root() turn: ShownTurn) {
    return turn.parentId ? ctx.loaders.turnById.load(turn.parentId) : null;
  }

  @FieldResolver(() => Question, {
    nullable: true,
    description:
      'The question of the bank as it is now; null when it came from elsewhere, is no longer there, or is being rewritten.',
  })
  question(@Ctx() ctx: Context, @Root() turn: ShownTurn) {
    return questionOfTurn(ctx, turn);
  }

  @FieldResolver(() => [Answer], { description: 'Every try, oldest first.' })
  answers(@Ctx() ctx: Context, @Root() turn: ShownTurn) {
    return listAnswers(ctx, turn.id);
  }

  @FieldResolver(() => Answer, { nullable: true, description: 'The try that counts: the newest.' })
  answer(@Ctx() ctx: Context, @Root() turn: ShownTurn) {
    return countedAnswer(ctx, turn.id);
  }
}
