/** The skills that are known by name: how each is written, and which categories and tags of the question bank ask about it. */
import { engineeringSkills } from './list/engineering.js';
import type { SkillGroup } from './list/format.js';
import { operationSkills } from './list/operation.js';
import { tradeSkills } from './list/trade.js';

export const skillList: SkillGroup[] = [...engineeringSkills, ...operationSkills, ...tradeSkills];
