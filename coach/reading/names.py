"""Given names to the short forms that people use in notes, and the names that are words as well."""

from __future__ import annotations

MENTOR_ROLES = frozenset({"mentor", "coach", "mentors", "mentor's"})
MENTEE_ROLES = frozenset({"mentee", "mentees", "coachee", "apprentice", "trainee", "protégé", "protégée", "protege"})

NAME_WORDS = frozenset(
    "will may mark hope grace joy art faith bill rob pat jack rose iris ivy dawn april june august summer autumn amber "
    "ruby pearl violet daisy lily olive hazel heather holly clay dale dean glen grant miles guy drew chase cole reed "
    "frank gene earl duke king prince major norm peg penny sandy sunny rusty rich dick bob sue carol chip christian "
    "crystal destiny harmony melody mercy patience charity prudence felicity honor honour trinity true blue sky star "
    "stone rock forest field brook lane woody wade wells young long short small white black brown green gray grey "
    "page day sharp price love bush rice bean cook baker mason hunter fisher carter cooper taylor parker tanner "
    "jean jewel justice liberty merit noble skip spike storm temple victor wolf bear buck case gale bee bea jade ray "
    "max sage angel an do so my in le ho su no he her man men main per han long ban sung min is it at as am us we me or of on to up by if oh ok".split()
)
"""Names that stand as ordinary English words as well: they count as names only where their spelling says so."""

_SHORT = {
    "abigail": "abby abi gail", "alexander": "alex al sandy xander lex sasha", "alexandra": "alex sandra lexi sasha", "alexandre": "alex",
    "alfred": "alf alfie fred", "amanda": "mandy", "andrew": "andy drew", "angela": "angie ange", "anthony": "tony ant", "antonio": "tony toni",
    "arthur": "art", "barbara": "barb babs", "benjamin": "ben benny", "beatrice": "bea", "beatriz": "bea", "bernard": "bernie",
    "caroline": "caro carrie", "catherine": "cathy cat kate katie", "charles": "charlie chuck chas", "charlotte": "lottie charlie",
    "christina": "chris tina", "christine": "chris chrissie", "christopher": "chris kit topher", "cynthia": "cindy", "daniel": "dan danny",
    "daniela": "dani", "david": "dave davy", "deborah": "deb debbie", "dominic": "dom", "donald": "don", "dorothy": "dot dottie",
    "edward": "ed eddie ted ned", "eleanor": "ellie nell nora", "elizabeth": "liz beth lizzie betty eliza libby", "emily": "em",
    "emma": "em", "eugene": "gene", "fernando": "fer nando", "florence": "flo", "frances": "fran frankie", "francis": "frank",
    "francisco": "paco fran", "frederick": "fred freddie", "gabriel": "gabe", "gabriela": "gabi", "geoffrey": "geoff", "gerald": "gerry",
    "gregory": "greg", "guadalupe": "lupe", "harold": "harry hal", "henry": "harry hank", "isabel": "izzy bel", "isabella": "izzy bella",
    "jacob": "jake", "james": "jim jimmy jamie", "jacqueline": "jackie", "janet": "jan", "jeffrey": "jeff", "jennifer": "jen jenny",
    "jessica": "jess jessie", "jesus": "chuy", "joanna": "jo", "joanne": "jo", "john": "johnny jack jon", "jonathan": "jon jonny",
    "joseph": "joe joey", "josephine": "jo josie", "josé": "pepe", "joshua": "josh", "judith": "judy", "julia": "jules", "julian": "jules",
    "katherine": "kate kathy katie kat", "kathleen": "kath kathy", "kenneth": "ken kenny", "kimberly": "kim", "laurence": "larry laurie",
    "lawrence": "larry", "leonard": "len lenny leo", "louise": "lou", "lucinda": "lucy cindy", "luis": "lucho", "maria": "mari",
    "manuel": "manny manolo", "margaret": "maggie meg peggy marge", "maría": "mari", "martin": "marty", "matthew": "matt matty",
    "maximilian": "max", "megan": "meg", "michael": "mike mick mikey", "miguel": "migue", "mohammed": "mo", "mohamed": "mo",
    "muhammad": "mo", "natalie": "nat", "nathan": "nate nat", "nathaniel": "nate nat", "nicholas": "nick nicky", "nicola": "nicky nic",
    "oliver": "ollie", "olivia": "liv livvy", "pamela": "pam", "patricia": "pat patty trish tricia", "patrick": "pat paddy",
    "penelope": "penny", "peter": "pete", "philip": "phil", "phillip": "phil", "rachel": "rach", "raymond": "ray", "rebecca": "becky bec bex",
    "richard": "rich rick dick ricky", "robert": "rob bob bobby robbie bert", "roberto": "beto", "ronald": "ron ronnie", "rosemary": "rose rosie",
    "samantha": "sam", "samuel": "sam sammy", "sandra": "sandy", "sarah": "sal", "sebastian": "seb bas", "simon": "si", "sophia": "sophie",
    "stephanie": "steph", "stephen": "steve", "steven": "steve", "stuart": "stu", "susan": "sue susie", "susanna": "sue", "teresa": "terry tess",
    "theodore": "ted theo", "theresa": "terry tess", "thomas": "tom tommy", "timothy": "tim", "valentina": "vale", "valerie": "val",
    "veronica": "vero ronnie", "victor": "vic", "victoria": "vicky tori", "vincent": "vince", "virginia": "ginny", "walter": "walt wally",
    "william": "will bill billy liam", "winston": "win", "yolanda": "yoli", "zachary": "zach zac",
}


def nicknames_of(first: str) -> set[str]:
    """Short forms of a lower-cased given name: the usual ones, and its own first syllable of three letters or more."""
    found = set(_SHORT.get(first, "").split())
    if len(first) >= 5:
        found.update({first[:3], first[:4]} - _TOO_COMMON)
        found.update({first[:3] + "y", first[:3] + "ie", first[:3] + first[2] + "y", first[:4] + "y", first[:4] + "ie"} - _TOO_COMMON)
    return found


_TOO_COMMON = frozenset(
    "the and for not but you all any can had her was one our out day get has him his how man new now old see two way who "
    "boy did its let put say she too use that with have this will your from they know want been good much some time very "
    "when come here just like long make many more only over such take than them well were mar may jun jul aug sep oct nov "
    "dec jan feb mon tue wed thu fri sat sun per pre pro con dis mis sub sup sur ben her hen pat ann ant arm art car cat "
    "cor dam den dim ear elm fan far fin fit gal gas gen god ham hat hay ink jam jar jaw jet job joy key kid lad lap law "
    "leg lid lip log lot mad map mat mud net nod nut pan pea pen pet pie pin pit rat raw red rib rid rim rod row rub rug "
    "sad sea sew shy sin sip sit sky son soy spa spy sum tab tag tan tap tar tax tea ten tie tin tip toe ton top toy tub "
    "war wax web wet win won yes yet zoo chan eve dan man ada ali rad sha kar mic kat char chri step even nico dia cam "
    "shar mali mari rama sand gran ali tom tim ram reg mel vic lin mill bell call mark hum sal ass mod van cal san pri "
    "sou nor wes eas".split()
)
