"""Given names and their everyday forms (en, es): Bill is William, Paco is Francisco."""

from functools import cache

# Each line begins with the one that stands for all.  One form may stand on several lines: Beto is
# Roberto, Alberto or Humberto, and these three are not one another.
_FAMILIAR = """
william bill billy will willie liam guillermo memo
robert bob bobby rob robbie roberto beto bert
richard rick ricky dick rich ricardo
james jim jimmy jamie jaime
john johnny jack jon juan
joseph joe joey jose pepe chepe
michael mike mickey mick miguel
charles charlie chuck chaz carlos charly
thomas tom tommy tomas
daniel dan danny dani
david dave davey
edward ed eddie eddy ted teddy ned eduardo lalo
anthony tony antonio tono toni
christopher chris kit cristobal
matthew matt mateo
andrew andy drew andres
steven steve stephen stevie esteban
kenneth ken kenny
timothy tim timmy
gregory greg gregorio
lawrence larry lorenzo
raymond ray ramon moncho
ronald ron ronnie
donald don donnie
samuel sam sammy
benjamin ben benny
nicholas nick nicky nicolas
alexander alex alec alejandro ale jandro
francis frank frankie francisco paco pancho paquito
peter pete pedro
george jorge
louis lou lewis luis
katherine kate katie kathy cathy catherine kathryn catalina
elizabeth liz lizzie beth betty betsy bess bessie eliza elisabeth libby isabel
margaret maggie meg peggy margie margarita
patricia pat patty patti trish tricia paty
jennifer jen jenny jenna
rebecca becky becca
deborah deb debbie debby debra debora
susan sue susie suzanne susana
barbara barb barbie
dorothy dot dottie dorotea
theresa terry terri tess tessa teresa tere teresita mayte
victoria vicky vicki tori
christina tina chris cristina christine chrissy cris
maria mary marie polly molly mari maruja
josephine jo josie josefina pepita fina chepa
guadalupe lupe lupita
rosario charo chayo
concepcion concha conchita
dolores lola lolita
mercedes meche
graciela chela
consuelo chelo
ignacio nacho
jesus chuy chucho
henry hank enrique kike quique
albert al bert alberto beto
martin marty
arthur art arturo
walter walt
frederick fred freddy federico
phillip philip phil felipe
russell russ
douglas doug
vincent vince vicente
roger rogelio
humberto beto
gilberto beto gil gilbert
heriberto beto herbert herb
norberto beto norbert
patrick pat paddy patricio
alexandra alex alejandra ale sandra
samantha sam sammy
joanne jo joann joanna juana
terrence terry terrance
eugene gene eugenio
virginia ginny ginger
salvador chava
leopoldo polo leopold leo
gabriela gabi gaby gabriella gabrielle
gabriel gabe gabi
veronica vero ronnie
sarah sally sara
nancy nan
ann anna ana annie anita nan nancy hannah
leroy roy
leonard leo lenny len leonardo
theodore ted teddy teo teodoro
nathaniel nate nat nathan natanael
jonathan jon jonny jonatan
jacob jake jacobo
zachary zach zack
joshua josh josue
gerald gerry jerry gerardo
jerome jerry jeronimo
jeffrey jeff geoffrey jeffery godofredo
eleanor ellie nell nora leonor
helen nell lena elena ellen
florence flo florencia
judith judy judit
kimberly kim
pamela pam
sophia sofia sophie
cynthia cindy cintia
jacqueline jackie jacquie
melissa missy
martha marta patsy
lillian lily lilian lilia liliana
louise lou luisa
michelle shelly
rachel raquel
rafael rafa ralph raphael
fernando nando fer
fernanda fer nanda
hernan hernando
manuel manny manolo
emmanuel manny manuel emanuel
rodolfo rudy fito rudolph
adolfo fito
jose chema
isabel chabela isa
rosa rosie rosita
carmen carmela carmelita
pilar pili
beatriz bety betty beatrice bea
leticia lety letty
yolanda yoli
silvia sylvia
aurelio yeyo
sergio checo
cesar caesar
angel angelito
agustin tin augustine gus
gustavo tavo gus
octavio tavo
armando mando
reynaldo rey reinaldo
santiago chago yago
tiburcio bucho
lucia lucy lucille
juliana julia julie
"""

# Other given names that are often second ones; with the table they tell "Ana Lucía Paredes", who
# has two given names, from "Ana Paredes Quiroga", who has two family names.
_OFTEN_SECOND = """
angeles asuncion concepcion consuelo dolores esperanza fatima milagros pilar refugio remedios
socorro soledad
adrian alan alicia alonso amanda amelia andrea angela ashley aurora blanca brenda brian bruce
carl carol caroline cecilia clara claudia craig darlene dean denise diana diane donna earl
edith elena emilia emilio emily eric ernesto esteban estela eva evelyn faye felix gail gilda
gloria grace guillermina heather hector hugo ines irene irma ivan jane janet jean joan joyce
joel jorge juan julio karen keith kevin laura lee linda lisa luz lynn magdalena marco marcos
mario marisol mark marvin mercedes monica nicole norma olga olivia oscar pablo paola paul
paula rae ramona raul renee rocio roger rosalia ruben ruth ryan scott sean sharon sonia stella
tyler tyrone valeria wayne wendy xavier javier yvonne
"""
# Given names that say little while another stands beside them: María Elena is not María Teresa.
LEADING = frozenset({"maria", "jose", "ma"})


@cache
def _heads() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _FAMILIAR.strip().splitlines():
        words = line.split()
        for word in words:
            table.setdefault(word, set()).add(words[0])
    return {word: frozenset(heads) for word, heads in table.items()}


@cache
def _second() -> frozenset[str]:
    return frozenset(_OFTEN_SECOND.split())


def is_given(word: str) -> bool:
    """Whether the word is known as a given name."""
    return word in _heads() or word in _second()


def formal(given: str) -> frozenset[str]:
    """The given names that this may be the everyday form of; itself, if it is known as none.

    "teresita" is what "teresa" is.
    """
    found = _heads().get(given)
    if found:
        return found
    if len(given) > 5 and given.endswith(("ita", "ito", "itos")):
        stem = given.removesuffix("s")[:-3]
        for whole in (stem, stem + "a", stem + "o", stem + "os"):
            if whole in _heads():
                return _heads()[whole]
        return frozenset({stem + given.removesuffix("s")[-1]})
    return frozenset({given})
