/** What the editor holds on a first visit: the way from signing in to watching an interview, in one tab. */

// One tab, because headers belong to a tab: who signs in here is signed in for all of it.
// Its lines fit into half of a small screen.
export const query = `# Zero Pressure Interview
#
# Press play and choose an operation, or press
# Ctrl-Enter with the cursor in one.
#
# 1. Health needs no account.
# 2. SignIn, with an account that is there on
#    every development machine. Copy its
#    accessToken into the Headers tab below:
#      {"Authorization": "Bearer v4.public.…"}
#    It is good for 15 minutes.
# 3. Practise. Copy the id of the interview
#    into the Variables tab:
#      {"interview": "int_…"}
# 4. Begin, then Watch: events come in live,
#    the newest first.

query Health {
  health {
    status
    version
  }
}

mutation SignIn {
  login(
    input: {
      contact: { email: "candidate@zpi.test" }
      password: "practice-makes-calm"
    }
  ) {
    accessToken
    user {
      name
    }
  }
}

mutation Practise {
  createInterview(
    input: {
      mode: RANDOM
      pace: ZERO_PRESSURE
      scores: AT_ONCE
      questionCount: 3
    }
  ) {
    id
    status
  }
}

mutation Begin($interview: ID!) {
  startInterview(id: $interview) {
    status
    currentTurn {
      id
      prompt
    }
  }
}

subscription Watch($interview: ID!) {
  interviewEvents(interviewId: $interview) {
    __typename
    seq
    at
    ... on QuestionAsked {
      turn {
        prompt
      }
    }
    ... on AnswerScored {
      evaluation {
        score
      }
    }
  }
}
`;

export const headers = '{"Authorization": "Bearer "}\n';
