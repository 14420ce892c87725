"""What was raised in the last months, one in each state a visitor may want to see. Days count back from today."""

from groundswell.demo.story.concerns.shapes import Heard, Lately, Step

THE_ONE = Lately(
    Heard(
        "In theatre at Northmere I was told that my turban cover is not sterile and that I could watch from the "
        "corridor. There is a cover in the store; I have used it before. It was the third time this block, each time "
        "somebody else says it, and each time I lose the case. I do not want anybody punished. I want to be in the "
        "room.",
        "dress exclusion", "clinical", "theatre", "policy", "carried", "network",
    ),
    (
        Step(37, "raise"),
        Step(36, "acknowledge", "Thank you for writing this so plainly. We have it."),
        Step(36, "take"),
        Step(35, "file", "rota.png"),
        Step(34, "triage"),
        Step(33, "discuss", "I know the theatre lead. I would rather that you write to them, and not I.", 1),
        Step(31, "answer",
             "You are right about the cover: it is on the trust's own list since last year, and it is sterile. You "
             "lost three cases to a rule that does not exist. We would like to do two things, and only with your "
             "yes: tell the guardian at Northmere, in words you can read below, and put a general line on the "
             "network's agenda so that the list hangs in every theatre."),
        Step(29, "write", "Yes to both, if nobody can tell that it was me. We are two in my year."),
        Step(28, "note", "Two in the year: the paraphrase must not say which block or which month."),
        Step(27, "refer", "A student was kept out of theatre because of a turban cover that is on your list of sterile "
             "covers. It happened more than once, with different staff. We ask that the list hangs at every scrub sink."),
        Step(25, "agree"),
        Step(24, "sent"),
        Step(17, "received", "The guardian has it and will speak with theatre services this month.", 1),
        Step(2, "suggest", "The list of sterile head covers hangs in every theatre|Some of us have been sent away "
             "although the cover they wear is on the trust's list. We ask for the list at every scrub sink, and a "
             "name to ring when somebody disagrees."),
    ),
    is_printed=True,
)  # fmt: skip

LATELY = (
    THE_ONE,
    Lately(  # in conversation, somebody kept out
        Heard("One of the people who listen here marked my last project. What I want to say is about that project, so "
              "I have kept them out of this.",
              "scrutiny", "academic", "assessment", "advice", "support"),
        (Step(19, "raise"), Step(17, "acknowledge", "We have it, the two of us you see above and nobody else.", 1),
         Step(17, "take", "", 1), Step(12, "answer", "Tell us as much or as little as you like. We start with what "
              "you want to happen next.", 1), Step(8, "write", "A second marker. That is all.")),
        keeps_out=(0,),
    ),
    Lately(  # only the alternate may hear it
        Heard("I do not know who is friends with whom in that office, so I have ticked all three names.",
              "exclusion", "professional", "teaching", "advice", "support"),
        (Step(6, "raise"),),
        keeps_out=(0, 1, 2),
    ),
    Lately(  # new today, not seen by anybody
        Heard("It happened an hour ago and I am sitting in the car park at Saltfleet. A patient spat at me and the "
              "registrar said that is the job.",
              "physical verbal", "patient", "hospital", "support", "support"),
        (Step(0, "raise"),),
    ),
    Lately(  # new
        Heard("Can I ask something without it becoming a case? There is a nickname for me and I do not know how to "
              "stop it.",
              "name", "student", "social", "advice", "support"),
        (Step(1, "raise"),),
    ),
    Lately(  # nobody said that it arrived: late
        Heard("The changing room at Northmere has a cartoon on the wall that everybody says is old. It is still up.",
              "joke", "clinical", "theatre", "informal", "informal"),
        (Step(10, "raise"),),
    ),
    Lately(  # acknowledged, the answer is due
        Heard("My tutor at Quayside told a patient not to mind me because I am quota. The patient told me.",
              "verbal", "clinical", "gp", "formal", "referred", "official"),
        (Step(5, "raise"), Step(4, "acknowledge", "Thank you. Please tell us first: is there another tutor you could "
              "be with this week?", 2), Step(4, "take", "", 2)),
        name="Somebody in year four", contact="Write here, please; not to my college address.",
    ),
    Lately(  # acknowledged, the answer is late
        Heard("I asked why the two Black students in our group were put on the same late block. The answer was that we "
              "like each other.",
              "scrutiny", "system", "teaching", "informal", "informal"),
        (Step(24, "raise"), Step(22, "acknowledge", "We have it. We need to look at how blocks are given out.", 1),
         Step(22, "take", "", 1), Step(20, "triage", "", 1)),
    ),
    Lately(  # paused
        Heard("There is a voice message that proves it. I would have to ask the friend who has it, and she is away "
              "with her family until the week after next.",
              "verbal online", "student", "online", "formal", "formal", "official"),
        (Step(16, "raise"), Step(14, "acknowledge", "Thank you. Nobody needs proof to be heard here.", 0),
         Step(14, "take"), Step(12, "pause", "You wanted to wait until your friend is back. We wait with you.")),
    ),
    Lately(  # paused and going again, in conversation
        Heard("I would like to know how the official route really goes before I decide. How long, who reads it, and "
              "does my supervisor find out?",
              "scrutiny", "academic", "assessment", "advice", "support"),
        (Step(43, "raise"), Step(41, "acknowledge", "Good questions. We will find out, and not by asking about you."),
         Step(41, "take", "", 1), Step(38, "pause", "We are waiting for the office to answer a general question.", 1),
         Step(30, "resume", "", 1), Step(27, "answer", "About nine weeks; two people in the office read it; your "
              "supervisor is told only if they are named. We have the page of the rules for you.", 1),
         Step(26, "write", "Thank you. I am still deciding, and that is fine, is it not?"),
         Step(25, "answer", "It is fine. This stays open as long as you like within the ninety days.", 1)),
    ),
    Lately(  # the outcome is late
        Heard("Since the winter two of us get the worst shifts at Saltfleet. We wrote it all down; the table is in "
              "our heads now.",
              "scrutiny", "clinical", "hospital", "formal", "referred", "placement"),
        (Step(99, "raise"), Step(97, "acknowledge", "We have it. Please send us the table if you can bear to.", 2),
         Step(97, "take", "", 2), Step(92, "answer", "This is a pattern, and the guardian at Saltfleet should see it. "
              "May we?", 2), Step(90, "write", "Let me ask the other one."), Step(60, "write", "She says yes.")),
    ),
    Lately(  # a referral is asked for
        Heard("The porter's lodge keeps a list of who must show a card. I saw it. It is all of us.",
              "scrutiny", "professional", "accommodation", "formal", "referred", "official"),
        (Step(30, "raise"), Step(29, "acknowledge", "We have it. Did you see when it was made?", 1),
         Step(29, "take", "", 1), Step(23, "answer", "Such a list must not exist. The official route can ask to see "
              "it; we cannot.", 1),
         Step(4, "refer", "A list of names is kept at a porter's lodge, of students who must show a card. All of them "
              "are from minority ethnic backgrounds. We ask that it is looked at and that its use ends.", 1)),
    ),
    Lately(  # a referral has to be asked after
        Heard("I was sent home from a shift for my braids, with a policy in hand that says nothing about braids.",
              "dress", "clinical", "hospital", "formal", "referred", "placement"),
        (Step(75, "raise"), Step(74, "acknowledge", "Thank you. We have the policy as well, and you read it rightly."),
         Step(74, "take"), Step(66, "answer", "Would you want the site's guardian to have this?"),
         Step(65, "write", "Yes. Please let me read it first."),
         Step(60, "refer", "A student was sent home for braided hair. The dress policy says nothing about braids."),
         Step(58, "agree"), Step(55, "sent")),
    ),
    Lately(  # a referral whose answer came
        Heard("Theatre staff at Saltfleet say a name for my country that has not been its name since before I was "
              "born.",
              "joke", "clinical", "theatre", "informal", "referred", "placement"),
        (Step(88, "raise"), Step(86, "acknowledge", "Thank you; we have it.", 2), Step(86, "take", "", 2),
         Step(80, "answer", "We could tell the guardian there, without a date.", 2), Step(79, "write", "Yes please."),
         Step(76, "refer", "A joke about a country is told again and again in one theatre.", 2), Step(75, "agree"),
         Step(73, "sent", "", 2), Step(66, "received", "They will take it up in the team meeting.", 2),
         Step(41, "returned", "The theatre lead spoke with the whole team and wrote to say what was said.", 2),
         Step(38, "close", "referred|The guardian wrote back: the whole team talked about it, and the theatre lead "
              "stands behind it. We ask you in a month whether it held.", 2),
         Step(37, "worked", "helped|They say the real name now. One of them asked me how to say it.")),
    ),
    Lately(  # approved words that wait for their day
        Heard("Interview panels for the summer project had no one on them who looks like most applicants.",
              "scrutiny", "academic", "assessment", "policy", "carried", "network"),
        (Step(50, "raise"), Step(48, "acknowledge", "We have it."), Step(48, "take"), Step(41, "answer", "This could "
              "be said in the open, generally. Would you like to see how?"), Step(40, "write", "Yes."),
         Step(21, "suggest", "Who sits on the panels for summer projects?|Panels differ a lot. We ask that each has at "
              "least two people from different departments and a student."), Step(14, "approve", "84")),
    ),
    Lately(  # words that went onto the agenda
        Heard("The mannequins with darker skin are locked away, and the key is in an office that closes at four.",
              "curriculum", "system", "teaching", "policy", "carried", "network"),
        (Step(70, "raise"), Step(69, "acknowledge", "We have it.", 1), Step(69, "take", "", 1),
         Step(63, "answer", "The simplest thing may be a second key. Shall the network ask for it?", 1),
         Step(62, "write", "Please. It does not matter who says it."),
         Step(55, "suggest", "A second key for the skills lab cupboard|Some models are locked away after four. We ask "
              "for a key at the desk.", 1), Step(54, "approve", "14")),
    ),
    Lately(  # words taken back
        Heard("I wrote something on the feedback form and it came back to me in the corridor, word for word.",
              "retaliation", "academic", "teaching", "advice", "carried", "network"),
        (Step(64, "raise"), Step(62, "acknowledge", "That must not happen. We have it.", 2), Step(62, "take", "", 2),
         Step(56, "answer", "We could ask in the open who reads those forms.", 2),
         Step(52, "suggest", "Who reads the feedback forms?|We ask for one sentence on the form that says so.", 2),
         Step(51, "approve", "28"), Step(46, "veto"), Step(45, "answer", "Then it stays here. That is a good reason, "
              "and you need not give one.", 2)),
    ),
    Lately(  # words not agreed to
        Heard("In the mock stations the actor was told to play a drunk, and the name on the card was from my family's "
              "region.",
              "curriculum", "academic", "assessment", "policy", "carried", "network"),
        (Step(28, "raise"), Step(27, "acknowledge", "We have it."), Step(27, "take"),
         Step(19, "answer", "Somebody writes those cards. We would like to suggest words for a request."),
         Step(11, "suggest", "Names on station cards|We ask that whoever writes the cards looks at all of them side "
              "by side."), Step(9, "refuse", "Not yet. Please wait until results are out."),
         Step(8, "note", "Results are out in three weeks; look again then.")),
    ),
    Lately(  # passed on without a yes, by two
        Heard("He has my timetable and waits outside. He wrote that accidents happen to people like me. I have not "
              "told anybody where I live now, and please do not either.",
              "threat", "student", "accommodation", "support", "referred", "official"),
        (Step(33, "raise"), Step(33, "acknowledge", "We have read this at once. Please ring 999 if he is there. We "
              "are here until six and again at eight tomorrow.", 1), Step(33, "take", "", 1),
         Step(33, "risk", "", 1), Step(32, "risk agree", "", 0),
         Step(32, "answer", "We have told the university's safety team, without your address. We did not wait for "
              "your yes, and both our names stand under it. We are sorry to have to do it this way.", 1),
         Step(30, "write", "I was angry for a day. They rang and it is better that they know."),
         Step(23, "answer", "Thank you for telling us. We stay with you.", 1)),
    ),
    Lately(  # a legal hold stands
        Heard("This is about the panel of last spring. I was asked to sign that I would not speak about it. I have the "
              "paper.",
              "retaliation", "professional", "assessment", "formal", "formal", "official"),
        (Step(58, "raise"), Step(57, "acknowledge", "We have it. Please keep the paper."), Step(57, "take"),
         Step(50, "answer", "A lawyer at the students' union can read the paper with you. We asked when she is there."),
         Step(44, "hold", "A claim is being prepared; counsel asked that nothing is deleted."),
         Step(43, "hold agree", "", 1), Step(41, "write", "I did not know that you could do that. Good.")),
        name="A. M.", contact="Through the students' union advice desk",
    ),
    Lately(  # a hold is asked for
        Heard("My marks were changed after I complained, and then changed back. I have screenshots of both.",
              "retaliation", "academic", "assessment", "formal", "formal", "official"),
        (Step(21, "raise"), Step(20, "acknowledge", "Keep the pictures, also somewhere that is not here.", 2),
         Step(20, "take", "", 2), Step(18, "file", "words.txt"), Step(13, "answer", "This is for the formal route, and "
              "we help you write it.", 2), Step(3, "hold", "There may be an appeal.", 2)),
    ),
    Lately(  # closed, and open again because of what happened since
        Heard("My educational supervisor mimics how I speak, in meetings, and then looks at me to see whether I laugh.",
              "joke", "clinical", "hospital", "informal", "informal"),
        (Step(110, "raise"), Step(108, "acknowledge", "Thank you. You do not have to laugh."), Step(108, "take"),
         Step(102, "answer", "The training lead could change who supervises you, without a reason given."),
         Step(100, "write", "Yes. That would be enough."),
         Step(66, "close", "informal|You have another supervisor from Monday. Nobody was told why."),
         Step(64, "worked", "partly|I am glad. It should not be me who moves."),
         Step(5, "check in", "yes|They tell people I am hard to work with. I heard it twice."),
         Step(3, "answer", "This is what we meant when we asked. It is open again; we ring the training lead today.")),
    ),
    Lately(  # closed this month, a check-in is to come
        Heard("The reading list for the ethics week has no author from outside Europe. I have a list of nine.",
              "curriculum", "academic", "teaching", "policy", "policy", "network"),
        (Step(48, "raise"), Step(47, "acknowledge", "We have it, and the list.", 1), Step(47, "take", "", 1),
         Step(40, "answer", "You could raise this openly, and it would be thanked for. Why here?", 1),
         Step(39, "write", "Because I have to pass that week."), Step(38, "triage", "", 1),
         Step(15, "close", "policy|Four of your nine are on the list from next term. The organiser believes it was "
              "their own idea, and we let them.", 1),
         Step(14, "worked", "helped|I laughed. Thank you.")),
    ),
    Lately(  # withdrawn
        Heard("I wrote this at two in the morning.", "other", "unknown", "social", "record", "support"),
        (Step(29, "raise"), Step(28, "acknowledge", "We have it. Sleep first."), Step(26, "withdraw")),
    ),
    Lately(  # withdrawn before anybody had read it
        Heard("Never mind.", "other", "unknown", "social", "record", "support"),
        (Step(57, "raise"), Step(57, "withdraw")),
    ),
    Lately(  # a draft that was not sent
        Heard("I am not sure that I want to send this. It is about a handover on Tuesday.",
              "micro", "clinical", "hospital", "record", "support"),
        (Step(2, "draft"),),
    ),
    Lately(  # and one more
        Heard("Trying whether this works before I write what I mean.",
              "other", "unknown", "online", "record", "support"),
        (Step(0, "draft"),),
    ),
)  # fmt: skip
