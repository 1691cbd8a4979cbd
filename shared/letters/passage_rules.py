"""The rules by which passages are pointed to: one line each, in English and in Spanish.

A rule is read against one sentence at a time, without capitals or accents and with straight
quotes.  It points to the sentence if it `says` something `unless` it also says something else.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`reason` is a line of the checklist; `says` and `unless` are regular expressions."""

    reason: str
    says: str
    unless: str = ""


# A rule reads better on as few lines as it needs.
# fmt: off

# What turns a sentence round: "I do not ask", "that is no excuse".
_NOT = r"\b(not|never|nothing|nobody|no one|no|nor|cannot|neither|without)\b|n't\b"
_ASKS_NOT = (
    r"\b(not|never|n't|no right|nor|cannot|without)\b.{0,40}\b(ask|expect|want|deserve|owe|right)"
    r"|\b(ask|expect|want|deserve|owe|need)s?\b.{0,15}\b(nothing|no )"
    r"|n't (ask|expect|want|deserve|owe)|\bleast of all\b|\bforgiven myself\b|\bforgive myself\b"
    r"|\byours to give\b|\bnot (asking|writing)\b|\bwhether (or not )?you\b|\beven if you\b"
    r"|\bif you (never|cannot|can't|do not|don't|choose not|will not|won't)\b|\bblame you\b"
    r"|\bno (expectation|obligation)\b|\bnot (a|something i)\b.{0,20}\b(ask|request)"
)
_OWNS = (
    r"\bno excuses?\b|\b(not|n't) (making|make|an?|offer\w*|looking for|give)( any)? excuse"
    r"|\bnot an excuse|n't an excuse|\bno justification|\bnot to excuse|\bnever an excuse"
    r"|\bmy (own )?(choice|decision|fault)\b|\bi chose\b|\bi decided\b|\bused to (say|call|tell)"
    r"|\bwould be a lie\b|\bbut so (have|do|did)\b|\bi am (fully |solely )?responsible\b"
    r"|\bdoes(n't| not) (excuse|justify|make it)\b|\bi knew (exactly )?what\b|\bhid behind\b"
)
_BLAMELESS = (
    r"\b(you|he|she|they|him|her|brother|sister|son|daughter|husband|wife)\b.{0,25}"
    r"\b(did nothing|did not|didn't|never|was not|were not|wasn't|weren't|is not|are not)\b"
    r"|\bnot (your|his|her|their) fault\b|\bnothing (wrong|to (cause|deserve))|\bno reason to\b"
    r"|\bi (blamed|tried to blame|used to blame)\b|\b(not|never) to blame\b"
    r"|\bi am the one\b|\bi was the one\b|\bonly i\b|\bnobody (else|forced)\b|\bno one else\b"
)
_NO_CONTACT = (
    r"\b(not|never|n't|nor|without)\b.{0,30}\b(try|write|writing|contact|call|answer|reply|expect"
    r"|ask|meet|visit|see you|come|hear|looking)\b|\bno (answer|reply|contact)\b"
    r"|\b(do not|don't|never) have to (hear|answer|write|read|see)\b"
)

EN = (
    # Forgiveness or pardon asked for, S37
    Rule("forgiveness", r"\b(please|kindly)\b.{0,30}\b(forgiv|pardon)", _ASKS_NOT),
    Rule("forgiveness", r"\bforgive me\b|\bforgive us\b|\bforgive someone like me\b", _ASKS_NOT),
    Rule("forgiveness", r"\b(ask|asking|beg|begging|pray|praying|hope|hoping|plead|pleading|seek|"
         r"seeking|want|need|long|wish)\b.{0,60}\b(forgiv\w*|pardon|absolution)", _ASKS_NOT),
    Rule("forgiveness", r"\b(can|could|would|will|if) you( ever| please| find it)?\b.{0,40}"
         r"\bforgiv", _ASKS_NOT),
    Rule("forgiveness", r"\byour (forgiveness|pardon)\b", _ASKS_NOT + "|" + _NOT),
    Rule("forgiveness", r"\baccept my apolog|\b(be|am|feel) forgiven\b|\bgrant me\b", _ASKS_NOT),
    Rule("forgiveness", r"\b(find|found) (a way|it in|the strength)\b.{0,40}\bforgiv", _ASKS_NOT),
    # Excuses, S37
    Rule("excuses", r"\b(was|were|being|got|so|very|too) (high|drunk|wasted|stoned|intoxicated|"
         r"young|stupid|desperate|addicted|under the influence)\b", _OWNS),
    Rule("excuses", r"\b(did not|didn't|never) (know|mean|realize|intend|think|plan|want)\b"
         r".{0,40}\b(what i was doing|hurt|harm|kill|shoot|hit|happen|go off|to do (it|this|that))",
         _OWNS),
    Rule("excuses", r"\bnever meant\b|\bdid not mean\b|\bdidn't mean\b", _OWNS),
    Rule("excuses", r"\b(was|were) (just |only )?an accident\b|\bgot out of hand\b|"
         r"\blost control\b|\bblacked out\b|\bin the heat of\b", _OWNS),
    Rule("excuses", r"\b(the )?(alcohol|drugs?|drink|drinking|meth|crack|liquor|pills?|devil|anger)"
         r" (made|caused|took over|drove|led|was talking|got the best)", _OWNS),
    Rule("excuses", r"\b(only|just) (happened )?because\b|\bbecause (i|we|my) (had|needed|lost|was|"
         r"were|could)\b", _OWNS),
    Rule("excuses", r"\b(had|have) no (other )?choice\b|\bcould not help\b"
         r"|\bcouldn't help\b", _OWNS),
    Rule("excuses", r"\bgrew up (with|in|without|around)\b|\bmy (childhood|upbringing|father|"
         r"stepfather) (was|beat|made|taught)\b", _OWNS + r"|\bnothing about\b|\btaught me\b"),
    Rule("excuses", r"\b(the )?wrong (crowd|people|place|time)\b|\bbad (crowd|company|influence)",
         _OWNS),
    Rule("excuses", r"\b(not )?in my right mind\b|\bnot myself\b|\bnot thinking (straight|clearly)",
         _OWNS),
    Rule("excuses", r"\bi (only|just) (wanted|meant|tried|needed)\b", _OWNS),
    Rule("excuses", r"\b(was|were)(n't| not) thinking\b|\b(made|was) a (bad )?mistake\b|\bunder (a "
         r"lot of |so much )?(pressure|stress)\b|\banyone (would|could) have\b"
         r"|\bwas going through\b"
         r"|\bhad (a hold|control) (of|over) me\b|\bi (just )?snapped\b|\bpeer pressure\b", _OWNS),
    Rule("excuses", r"\byou (have to|must|need to|should) understand\b", _OWNS),
    # Blame of the person harmed, of others, of circumstances
    Rule("blame", r"\bif (you|he|she|they|your \w+) (had|hadn't|had not|would have|wouldn't|"
         r"didn't|did not)\b"),
    Rule("blame", r"\b(your|his|her|their|partly your|also your) fault\b|\byou (also |too )?"
         r"(share|had) .{0,20}\b(blame|part|fault)\b", _BLAMELESS + r"|\bnot\b"),
    Rule("blame", r"\b(you|he|she|they|your \w+) should(n't| not)? (have|never have)\b"
         r"|\bno angel\b|"
         r"\b(was|were) no saint\b|\byour? (own )?(choices|actions) (also|too)\b", _BLAMELESS),
    Rule("blame", r"\bi blame (you|him|her|them|my|the)\b", _BLAMELESS),
    Rule("blame", r"\b(both|all|equally) (of us )?(to blame|guilty|at fault|wrong)\b", _BLAMELESS),
    Rule("blame", r"\b(started it|provoked|pushed me|asked for it|had it coming|got in my face|"
         r"disrespected me|made me (do|hit|mad|angry|lose))\b", _BLAMELESS),
    Rule("blame", r"\b(talked|forced|pressured|dragged|tricked|made|put|led|got) me (into|up to|do|"
         r"to do)\b", _BLAMELESS),
    Rule("blame", r"\b(was|were|is|are) the (one|ones|real) (who|to blame|guilty)\b|"
         r"\bthe real (guilty|criminal|reason|one)\b|\bit was (all )?(him|her|them)\b", _BLAMELESS),
    Rule("blame", r"\b(police|lawyer|prosecutor|judge|system|court|media|papers?|state)\b.{0,25}"
         r"\b(lied|made it|framed|twisted|failed me|exaggerat|set me up"
         r"|worse than)", r"\bi lied\b"),
    # Asking for contact
    Rule("contact_request", r"\b(write|call|email|text|phone|visit|contact|answer) (me|us|back)\b",
         _NO_CONTACT),
    Rule("contact_request", r"\b(hope|love|like|want|wish|wait|waiting|happy|glad|look forward)\b"
         r".{0,30}\b(hear from|see you|meet|talk|speak|sit down|visit|get to know|hearing from)",
         _NO_CONTACT),
    Rule("contact_request", r"\b(maybe|perhaps|someday|one day|when i get out)\b.{0,40}\b(meet|"
         r"talk|see (you|each)|sit down|visit)", _NO_CONTACT),
    Rule("contact_request", r"\bvisit(ing|ation|or'?s?)? list\b|\bcome (and )?(see|visit) me\b",
         _NO_CONTACT),
    Rule("contact_request", r"\bif you (ever )?(want|need|wish|feel like|would like)\b.{0,30}"
         r"\b(talk|call|write|meet|answer|reply)", _NO_CONTACT),
    Rule("contact_request", r"\b(send|mail|give) me (a |an |some |your )", _NO_CONTACT),
    Rule("contact_request", r"\b(grateful|appreciate|welcome|waiting|wait) (for )?(a |your |any )"
         r"(letter|reply|answer|response|visit|call|word)", _NO_CONTACT),
    Rule("contact_request", r"\bmy (address|number|e-?mail) is\b|\bstay in touch\b|\bpen ?pals?\b"),
    Rule("contact_request", r"\b(please|let me) (reply|respond|know how)", _NO_CONTACT),
    # Addresses and numbers
    Rule("contact_details", r"\b\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}\b|\b\d{3}-\d{4}\b"),
    Rule("contact_details", r"\S+@\S+\.\w+|\b(facebook|instagram|jpay|securus|snapchat)\.com\b"),
    Rule("contact_details", r"\bp\.? ?o\.? box\b"),
    Rule("contact_details", r"\b\d{1,5} (\w+ ){1,3}(street|st|avenue|ave|road|rd|drive|dr|lane|ln|"
         r"boulevard|blvd|court|ct|way|highway|hwy)\b"),
    # Threats
    Rule("threat", r"\byou('d| had)? better (not|never)?\b|\bwatch your back\b|\byou will pay\b|"
         r"\byou'll pay\b|\bmake you pay\b|\bget (what|yours)\b.{0,20}\bcoming\b"),
    Rule("threat", r"\byou('ll| will| are going to|'re going to) (be sorry|regret|wish you"
         r"|see what)"),
    Rule("threat", r"\b(i|we) (know|have) (people|friends|someone|where|how)\b.{0,50}\b(outside|"
         r"visit|live|find|pay|sleep|reach)", r"\b(do not|don't) know\b"),
    Rule("threat", r"\b(will not|won't) be (in here|locked up) forever\b|\bwhen i get out\b.{0,30}"
         r"\b(find|look for|see|come for|get) you\b"),
    Rule("threat", r"\bi (will|'ll|am going to|'m going to) (find|get|hurt|kill|come for|come after"
         r"|make sure)\b.{0,20}\b(you|your|him|her|them)\b"),
    Rule("threat", r"\b(have not|haven't|will not|won't|never) forg[eo]t(ten)? what you (did"
         r"|said)\b|"
         r"\bthings (can |could |will )?happen to\b|\bpeople who (talk|testify|snitch)\b"
         r"|\bpayback\b|"
         r"\byou are not safe\b|\bi know your (address|car|route|schedule)\b"),
    # Knowledge of the person's present life
    Rule("present_life", r"\b(i )?(heard|hear|know|saw|see|seen|found out|told me|tell me|read|"
         r"noticed)\b.{0,40}\b(you|your|you're|your \w+)\b.{0,40}\b(now|moved|married|remarried|"
         r"work|working|job|live|living|new (house|job|baby|husband|wife)|school|pregnant|online|"
         r"facebook|instagram|graduat\w+|divorced|doing)\b",
         r"\b(do not|don't|did not|cannot|no right to) (know|hear|see)|\bnothing about\b"),
    Rule("present_life", r"\b(congratulations|congrats|sorry to hear)\b|\byou still (live|work"
         r"|have|"
         r"drive|go)\b|\byour new (house|home|job|baby|husband|wife|car|school|address"
         r"|boyfriend)\b"),
    Rule("present_life", r"\b(facebook|instagram|tiktok|online|google|googled|internet"
         r"|obituary)\b"),
    # Self-pity
    Rule("self_pity", r"\b(how )?(hard|difficult|bad|lonely|miserable|terrible|cold)\b.{0,25}"
         r"\b(in here|for me|on me|prison|my (cell|family))\b", r"\bfor you\b|\bhow hard it was\b"),
    Rule("self_pity", r"\bi('ve| have)? (lost|lose) (everything|my|it all|so much)\b"
         r"|\blost everything\b", r"\byou lost\b|\bhave you lost\b|" + _OWNS
         + r"|\bmy job, but\b|\bmy temper\b"),
    Rule("self_pity", r"\bi (have |'ve )?(suffer\w*|been punished|paid (enough|my))\b|"
         r"\bsuffered enough\b|\bpunished enough\b"),
    Rule("self_pity", r"\b(torture|nightmare|hell)\b.{0,30}\b(for me|in here|prison|every day)|"
         r"\b(prison|in here)\b.{0,30}\b(torture|nightmare|hell|killing me)\b|\bcry myself\b"),
    Rule("self_pity", r"\b(nobody|no one|no-one)\b.{0,20}\b(visit|write|call|come|comes|love"
         r"|care)s?"
         r".{0,10}\b(me)?\b|\bi am (so |all |very )?(alone|lonely|depressed)\b"),
    Rule("self_pity", r"\b(ruined|destroyed|cost me) my (life|family|marriage|future)\b|"
         r"\bmy life is (over|ruined)\b|\bi am a victim too\b"),
    Rule("self_pity", r"\b(missed|missing) (my|out on)\b|\bmy (mother|father|mom|dad|grandmother)"
         r" (died|passed)\b|\btreated like (an animal|animals)\b|\bno one deserves\b|\bpoor me\b|"
         r"\bi (hate|can't stand|cannot stand) (it |this |being )", _OWNS),
    # Legal, parole, money
    Rule("legal_plea", r"\b(parole|pardon|clemency|commut\w+|early release|sentence reduction)\b",
         r"\b(not|never|n't|nothing|no)\b.{0,40}\b(parole|help me|get out|release|for the)|"
         r"\bask for pardon\b|\byour pardon\b|\bbegg?\w* (for )?pardon\b|\bon parole when\b"),
    Rule("legal_plea", r"\b(tell|write|talk|speak|letter)\b.{0,30}\b(judge|board|court|governor|"
         r"da|district attorney|prosecutor)\b", _NOT),
    Rule("legal_plea", r"\b(my )?(appeal|post-conviction|lawsuit|retrial|new trial)\b",
         r"\b(no|not|never|dropped|gave up)\b"),
    Rule("legal_plea", r"\b(cannot|can't|unable|help|stop|drop|lower|waive)\b.{0,30}\brestitution|"
         r"\brestitution\b.{0,40}\b(drop|waive|lower|afford|stop)\b"),
    Rule("legal_plea", r"\b(help|hurt|support|for) my (case|release|hearing|appeal|chances"
         r"|parole)\b|"
         r"\b(board|judge|governor)\b.{0,20}\b(sees?|will see|reads?|knows?|show)\b|\bsupport my\b|"
         r"\b(sentence|time) (is|was) (too (long|harsh)|unfair)\b", r"\b(not|never|won't"
         r"|nothing)\b"),
    Rule("legal_plea", r"\b(drop|withdraw) the (charges|case)\b|\bgood word\b|\bget me out\b"),
    # New crimes, abuse in custody
    Rule("new_crime", r"\b(guards?|officers?|staff|c\.?o\.?|sergeant|captain|cellmate|inmate|"
         r"chaplain|nurse)\b.{0,40}\b(beat|beats|hit|touch\w*|rape\w*|assault\w*|abus\w*|sex\w*|"
         r"molest\w*|forced|hurt|choke\w*|kick\w*)\b"),
    Rule("new_crime", r"\b(never|nobody|no one|not) (told|knew|knows|caught|tell|confessed|"
         r"charged|admitted)\b.{0,60}\b(another|other|also|too|same thing|second|more|before)\b"),
    Rule("new_crime", r"\b(another|other|second|more|different) (girls?|boys?|women|woman|man|men|"
         r"victims?|robber\w+|burglar\w+|house|murder|rape|crime|body|child)\b",
         r"\b(no|not|never)\b.{0,15}\banother\b|\bto another\b.{0,20}\bperson again\b"),
    Rule("new_crime", r"\bi also (killed|robbed|raped|shot|stole|hurt|did|burned|sold|molested)\b|"
         r"\bthere were (others|more)\b|\bnot the (only|first) (one|time|girl|boy|child|person)\b|"
         r"\b(body|gun|money|knife) is (still )?(buried|hidden)\b"),
    Rule("new_crime", r"\bnever (caught|charged) me\b|\bgot away with\b"),
    # Preaching
    Rule("preaching", r"\b(you|your)\b.{0,30}\b(need|must|should|have) to?\b.{0,30}\b(jesus|god|"
         r"lord|christ|pray|church|bible|let go|move on|heal|find peace)\b", r"\bno\b"),
    Rule("preaching", r"\b(god|jesus|the lord|christ)\b.{0,25}\b(wants?|tells?|says?|commands?|"
         r"asks?|loves|has forgiven|will judge)\b.{0,20}\b(you|us|me)?\b"),
    Rule("preaching", r"\b(bible|scripture|gospel|jesus) (says|tells|teaches|said)\b"),
    # Affection
    Rule("affection", r"\bi (still |will always )?(love|miss|adore) you\b"),
    Rule("affection", r"\b(baby|sweetheart|darling|honey|my love|babe|beautiful|my dear)\b",
         r"\b(your|the|a|my|new) baby\b|\bbaby (girl|boy|brother|sister)\b"),
    # Promises, gifts
    Rule("promises", r"\bi (promise|swear|vow)\b|\bi give you my word\b", _OWNS),
    Rule("promises", r"\b(sending|enclosed|enclosing|sent|made) (you |is |for you )",
         r"\b(not|never|no apology)\b"),
    Rule("promises", r"\bmake it (all )?up to you\b|\bpay you back\b|\brepay you\b", _NOT),
)

_NO = r"\b(no|nunca|nadie|nada|ni|jamas|tampoco|sin)\b"
_NO_PIDO = (
    r"\bno (le |te |les )?(pido|espero|merezco|debe|quiero|busco|vengo)\b|\bno .{0,12}\bdebe\b"
    r"|\bsi (usted |tu )?(no|nunca|jamas)\b|\baunque (usted |tu )?(no|nunca)\b|\btanto si\b"
    r"|\bni (le |te )?pido\b|\bsin pedir\b|\bperdonarme a mi mism|\bno me perdono\b"
)
_ASUMO = (
    r"\bno es (una )?excusa|\bno hay excusa|\bno (lo |me )?justifica|\bmi (propia )?(decision"
    r"|culpa)\b"
    r"|\byo (decidi|elegi)\b|\bno fue un accidente\b|\bla culpa es mia\b|\bantes decia\b"
)
_SIN_CULPA = (
    r"\bno (tuvo|tuvieron|tiene|fue) (la |su |ninguna )?culpa\b|\bno fue su culpa\b"
    r"|\bno (me |le )?hizo nada\b|\bmia y de nadie\b|\bnadie me\b|\bculpa es mia\b"
)
_SIN_CONTACTO = (
    r"\b(no|nunca|jamas|ni)\b.{0,25}\b(espero|buscar|llamar|escrib|contactar|pido|respond|contest"
    r"|visit|necesit|tiene que)"
)

ES = (
    # Perdón pedido, S37
    Rule("forgiveness", r"\b(pido|pedir|pedirle|ruego|suplico|imploro|solicito)\b.{0,40}"
         r"\b(perdon|disculpas?|perdone|indulto|clemencia)\b", _NO_PIDO),
    Rule("forgiveness", r"\bperdon(eme|ame|enme|arme)\b|\bque me perdon(e|es|en)\b", _NO_PIDO),
    Rule("forgiveness", r"\b(espero|ojala|quisiera|deseo|quiero)\b.{0,40}\bperd[oó]n", _NO_PIDO),
    Rule("forgiveness", r"\bsu perdon\b|\btu perdon\b", _NO_PIDO + "|" + _NO),
    Rule("forgiveness", r"\bdisculpeme\b|\bdisculpame\b|\bacepte mis disculpas\b", _NO_PIDO),
    # Excusas, S37
    Rule("excuses", r"\b(estaba|andaba|iba|era|venia) (muy |tan )?(borrach\w|drogad\w|tomad\w|"
         r"ebri\w|joven|desesperad\w|bajo (los )?efectos?)", _ASUMO),
    Rule("excuses", r"\bno (sabia|supe|entendia) lo que (hacia|hice)\b|\bno pense\b", _ASUMO),
    Rule("excuses", r"\bfue (un|solo un) (accidente|error)\b|\bsin querer\b"
         r"|\bse me fue de las manos"
         r"|\bperdi el control\b", _ASUMO),
    Rule("excuses", r"\b(nunca|no) (quise|queria|tuve la intencion)\b", _ASUMO),
    Rule("excuses", r"\b(solo |lo hice )?porque (no tenia|tenia|necesitaba|estaba|mi|me|perdi)\b",
         _ASUMO),
    Rule("excuses", r"\b(malas (amistades|companias|influencias)|mala vida)\b|\bme llev(o|aron) a "
         r"(eso|hacer)", _ASUMO),
    Rule("excuses", r"\b(el )?(alcohol|drogas?|trago|diablo|vicio|coraje)\b.{0,15}\b(me hizo|me "
         r"hicieron|me llev|me domin|tuvo)", _ASUMO),
    Rule("excuses", r"\bcreci (sin|en|entre|con)\b|\bmi (infancia|ninez|padre)\b.{0,20}\b(fue"
         r"|me)\b",
         _ASUMO),
    Rule("excuses", r"\bcometi un error\b|\bcualquiera (hubiera|habria)\b|\bestaba pasando por\b|"
         r"\bbajo (mucha )?presion\b|\bme deje llevar\b|\bme cegue\b", _ASUMO),
    Rule("excuses", r"\bno tuve (otra )?(opcion|alternativa|remedio)\b"
         r"|\btiene que entender\b", _ASUMO),
    # Culpa a otros
    Rule("blame", r"\bsi (usted|ustedes|tu|el|ella|su \w+) (no )?(hubiera|hubiese|hubieran)\b"),
    Rule("blame", r"\b(su|tu|la) culpa\b", _SIN_CULPA),
    Rule("blame", r"\b(empezo|comenzo|me provoc\w+|se lo busco"
         r"|me falt\w+ al respeto)\b", _SIN_CULPA),
    Rule("blame", r"\bme (convenc\w+|oblig\w+|forz\w+|presion\w+|meti\w+)\b", _SIN_CULPA),
    Rule("blame", r"\b(no )?debi(o|eron|a|an) (haber)?\b.{0,20}\b(estar|meterse|salir|dejar"
         r"|abrir|venir)"
         r"|\bculpo a\b|\btampoco era (un|una) sant", _SIN_CULPA),
    Rule("blame", r"\b(los dos|ambos|todos) (tuvimos|tenemos|fuimos|somos)\b", _SIN_CULPA),
    Rule("blame", r"\b(policia|abogado|fiscal|juez|sistema|prensa)\b.{0,25}\b(minti\w*|exager\w*|"
         r"me fallo|invent\w*|tergivers\w*)", r"\bmenti\b"),
    # Contacto
    Rule("contact_request", r"\b(escrib|llam|respond|contest|visit|busqu)\w*me\b", _SIN_CONTACTO),
    Rule("contact_request", r"\b(gustaria|quisiera|quiero|espero|ojala|deseo"
         r"|me encantaria)\b.{0,40}"
         r"\b(saber de (usted|ti)|verl[ao]|verte|conocerl[ao]|hablar|visitar(me)?|reunirnos|"
         r"respuesta|carta suya|noticias)", _SIN_CONTACTO),
    Rule("contact_request", r"\b(mandeme|envieme|mandame|digame como)\b|\blista de visitas\b",
         _SIN_CONTACTO),
    Rule("contact_request", r"\bcuando salga\b.{0,30}\b(vernos|verl[ao]|hablar|encontrarnos"
         r"|reunirnos)",
         _SIN_CONTACTO),
    # Direcciones y números
    Rule("contact_details", r"\b\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}\b|\b\d{3}-\d{4}\b"),
    Rule("contact_details", r"\S+@\S+\.\w+|\bapartado (postal|de correos)\b|\bp\.? ?o\.? box\b"),
    Rule("contact_details", r"\b(calle|avenida|av\.|carretera|colonia) [\w ]{2,30}\d{1,5}\b|"
         r"\b\d{2,5} (\w+ ){1,3}(street|st|avenue|ave|road|rd|drive|lane)\b"),
    # Amenazas
    Rule("threat", r"\bmas (le|te|les) vale\b|\bcuid(ese|ate)\b.{0,15}\b(espalda|bien)?|\b(va"
         r"|vas|van)"
         r" a (pagar|arrepentir)|\b(me las|lo) (va|vas|van) a pagar\b|\bse (va a )?arrepentir"),
    Rule("threat", r"\b(se|ya se|conozco|tengo) (donde|gente|amigos|quien)\b.{0,40}\b(vive"
         r"|encontrar"
         r"|afuera|busc|visit)", r"\bno se\b"),
    Rule("threat", r"\bcuando salga\b.{0,25}\b(encontrar|buscar|vera|veras|ver que)\w*|\bno voy a "
         r"estar aqui (para )?siempre\b"),
    # Vida actual
    Rule("present_life", r"\b(me contaron|me dijeron|supe|se|vi|me entere|escuche|oi|he visto)\b"
         r".{0,25}\b(que )?.{0,30}\b(se mudo|se caso|trabaja|vive|tiene (otro|nuev\w|un|una)|"
         r"ahora|estudia|embarazad\w|facebook|internet|instagram|se gradu\w+|se divorci\w+)",
         r"\bno se (nada|donde)\b"),
    Rule("present_life", r"\b(felicidades|felicitaciones)\b|\b(sigue|todavia) (viviendo|vive"
         r"|trabaja"
         r"|trabajando)\b|\bsu nuev[oa] \w+\b"),
    Rule("present_life", r"\b(facebook|instagram|tiktok|internet|redes sociales)\b"),
    # Lástima de sí
    Rule("self_pity", r"\b(sufro|he sufrido|estoy sufriendo|lloro|he llorado)\b", r"\busted\b.{0,6}"
         r"\bsufri|\blo que (usted|ustedes) "),
    Rule("self_pity", r"\bhe perdido (todo|a mi|mi|mis)\b|\bperdi (todo|a mi|mi familia"
         r"|mis hijos)\b"),
    Rule("self_pity", r"\bnadie (me )?(visita|escribe|llama|quiere|viene|ayuda)\b|\bestoy (tan "
         r"|muy )"
         r"?(sol[oa]|deprimid\w)\b", r"\bsol[oa]s? en (la|su) casa\b"),
    Rule("self_pity", r"\b(infierno|tortura|pesadilla|dificil|duro)\b.{0,25}\b(aqui|adentro"
         r"|para mi|"
         r"prision|carcel)\b|\bmi vida (se acabo|esta arruinada)\b|\bya pague\b"),
    # Caso, libertad condicional, dinero
    Rule("legal_plea", r"\blibertad condicional\b|\bindulto\b|\bjunta de\b|\bsalir antes\b"
         r"|\breduc\w+ "
         r"(de )?(mi|la) (condena|sentencia)", _NO),
    Rule("legal_plea", r"\b(digale|dile|diga|hable|hablara|escriba|carta)\b.{0,25}\b(juez|junta"
         r"|corte|"
         r"fiscal|tribunal|gobernador)", _NO_PIDO),
    Rule("legal_plea", r"\b(mi )?apelacion\b|\brestitucion\b|\bretir\w+ los cargos\b",
         r"\bno (puede|podra|repara|devuelve)\b|\bninguna restitucion\b"),
    # Delitos nuevos, abuso bajo custodia
    Rule("new_crime", r"\b(guardias?|oficial\w*|custodios?|celador\w*|companero de celda"
         r"|capellan)\b"
         r".{0,35}\b(abus\w+|golpe\w+|peg\w+|toc\w+|viol\w+|oblig\w+|fuerz\w+)"),
    Rule("new_crime", r"\btambien (mate|robe|viole|abuse|ataque|asalte|queme)\b|\bhubo (otros"
         r"|otras|mas)"
         r"\b|\bno fue l[oa] (unic|primer)"),
    Rule("new_crime", r"\b(nunca|nadie|jamas)\b.{0,20}\b(dije|conte|supo|sabe|confese|atraparon)\b"
         r".{0,50}\b(tambien|otr[ao]s?|lo mismo|ademas)\b"),
    Rule("new_crime", r"\b(otr[ao]s?|segund[ao]) (casas?|robos?|victimas?|muchachas?|ninas?|ninos?|"
         r"mujer(es)?|delitos?|personas?)\b", r"\b(ningun\w*|no hay)\b"),
    # Sermones
    Rule("preaching", r"\b(tiene|tienes|debe|debes|necesita) (que )?.{0,25}\b(dios|jesus|cristo|"
         r"senor|orar|rezar|iglesia|dejar (su|el) (rencor|odio)|soltar|sanar)\b"),
    Rule("preaching", r"\b(dios|jesus|cristo|el senor) (quiere|dice|manda|le pide|nos pide|la ama|"
         r"lo ama)\b|\bla biblia (dice|ensena|manda)\b"),
    # Cariño
    Rule("affection", r"\b(te|la|lo) (quiero|amo|extrano|adoro)( mucho)?\b|\bmi (amor|vida|cielo|"
         r"reina|corazon)\b|\bcarin(ito|o mio)\b", r"\btoda mi vida\b|\ben mi vida\b|\bmi vida (se|"
         r"esta|ha|entera)\b|\bcambi\w+ mi vida\b|\bquiero (que|decir|escribir|pedir)\b"),
    # Promesas
    Rule("promises", r"\b(le|te|les) (prometo|juro)\b|\bse lo (voy a pagar|pagare)\b|\ble (mando|"
         r"envio) (un|una|algo)\b", r"\bno (le |te )?(prometo|juro)\b"),
)

RULES: dict[str, tuple[Rule, ...]] = {"en": EN, "es": ES}
