/** Health. */
import { Field, Float, ObjectType } from 'type-graphql';
import { DependencyState } from './enums.js';

@ObjectType({ description: 'Whether something that the server depends on is well.', simpleResolvers: true })
export class DependencyHealth {
  @Field(() => String, {
    description:
      'Its name: `database`, `redis`, `storage`, and those of `language` (a language model), `speech`, `mail` and `sms` that are configured.',
  })
  name!: string;
  @Field(() => Boolean, { description: 'Whether it is WORKING.' })
  healthy!: boolean;
  @Field(() => DependencyState, { description: 'How it is doing.' })
  state!: DependencyState;
  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds it took to answer; null of what is not asked for this.',
  })
  latencyMs!: number | null;
  @Field(() => String, { nullable: true, description: 'What is wrong.' })
  detail!: string | null;
}

@ObjectType({ description: 'Whether the server is well.', simpleResolvers: true })
export class Health {
  @Field(() => String, { description: '`ok`, or `degraded` while a dependency is away.' })
  status!: string;
  @Field(() => String, { description: 'The version of the server.' })
  version!: string;
  @Field(() => Float, { description: 'Seconds since its start.' })
  uptime!: number;
  @Field(() => [DependencyHealth], { description: 'What it depends on.' })
  dependencies!: DependencyHealth[];
}
