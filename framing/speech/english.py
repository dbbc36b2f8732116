"""English -> its small words by what they do in a sentence, and irregular past forms.

Data only, as in `cues`. Does not: hold reporting words.
"""

from framing.wordlists import word_set

DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any every each no one another two three four "
    "five six seven eight nine ten several many most both all few other such whose what half dozens hundreds thousands"
)
# Of these, the ones that can be the whole of a speaker: "one said".
STANDING_ALONE = word_set(
    "one another two three some several many most both all few others half dozens hundreds thousands"
)
PREPOSITIONS = word_set(
    "of in on at by for from with to into after before during under over about against between through via without "
    "within near behind across around outside inside among amid since until toward towards upon despite beyond per as "
    "following including beside off"
)
# Prepositions that may belong to a speaker: "monitors from the bloc", "the driver on duty" is too rare to pay.
TIGHT = word_set("of for from at with behind in near against to")
PLACE_PREPOSITIONS = word_set("in at from near across outside inside to into through around over via toward towards")
AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would can could may might shall should must "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't "
    "mightn't shouldn't mustn't"
)
PRONOUNS = word_set(
    "he she it they we i you who there himself herself everyone everybody nobody someone somebody anyone nothing this"
)
POSSESSIVES = word_set("his her its their our my your")
OBJECTS = word_set(
    "me us him her them you it reporters journalists everyone himself herself lawmakers colleagues supporters"
)
CONJUNCTIONS = word_set(
    "and or but that if whether because while when as though although unless until since where which who whom whose "
    "than so then nor yet once why how what"
)
CLAUSE_OPENERS = word_set("when while where which who whose whom because although though after before since until if")
ASIDES = PREPOSITIONS | word_set(
    "when if while although though because since once asked speaking commenting writing meanwhile however still yet "
    "later earlier yesterday today tonight then also but and so instead separately nevertheless moreover responding "
    "answering addressing citing quoting referring according told pressed reached contacted quizzed appearing whoever "
    "where as unlike finally first second last now besides indeed perhaps no yes well look standing prosecuting"
)
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december mon tue wed thu fri sat sun"
)
ADVERBS = DAYS | word_set(
    "today yesterday tomorrow tonight earlier later late early recently afterwards afterward also again once then now "
    "already repeatedly still always never often only even just simply however meanwhile instead separately previously "
    "nevertheless therefore back jointly morning evening afternoon night overnight ever soon"
)
PAST = word_set(
    "said told was were had did went came took made gave got saw knew found left felt kept began led stood met sat "
    "ran brought bought thought caught lost won paid sent held built spent wrote spoke broke chose rose fell grew "
    "drew flew threw hit cut put set let shut read heard meant became understood struck shot sold fought taught "
    "burned learned"
)
SUBORDINATE = word_set(
    "when if whoever while although though because as after before since once where whatever wherever"
)
# Nouns that end a phrase about the manner of saying: "said in a statement", "told on Facebook".
OCCASIONS = word_set(
    "statement interview conference briefing email e-mail post report speech letter video telephone phone court reply "
    "article memo note release message tweet facebook twitter television tv radio x communique communiqué hearing"
)
PARTICLES = word_set("de del della di da van von der den al el la le bin ibn y ter ten du dos das ní o'")
# As a noun unless a plural or pronoun stands before it: "the note", but "they note".
NOUN_LIKE = word_set(
    "note claim report state comment post counter promise protest reply joke vow pledge stress caution boast lament "
    "rule answer shout cry demand laugh sigh smile wonder plead call finish label brand praise attack threat voice "
    "welcome warning finding ruling claims reports notes states rules comments posts promises replies protests calls "
    "demands cries answers labels brands attacks jokes boasts vows pledges praises voices counters question hint hints "
    "quote remark remarks caption"
)
