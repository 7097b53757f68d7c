"""Whether a given name is a woman's or a man's, for the agreement of "he" and "she": the commoner names of many languages.

Names that both bear (Kim, Andrea, Jean, Nikita) are left out, so that a wrong gender never rules the right person out.
"""

from __future__ import annotations

from typing import Literal

from kgraph.ids import fold

_WOMEN = frozenset(
    """
    abigail adriana agnes aisha aicha aleksandra alessandra alexandra alice alicia alina amanda amelia amina amy ana
    anastasia angela angelina anita anjali ann anna annalena anne annette annie antonella asma audrey ayesha aysha barbara
    beatrice beatriz benazir bertha beth betty bianca bridget brigitte camila carla carmen carolina caroline catherine
    catalina cecilia charlotte chiara chloe christina christine claudia clara condoleezza cristina daniela deborah denise
    diana diane dolores donna dorothy ebba edith ekaterina elena eleanor elisa elisabeth elise elizabeth ella ellen elsa
    emily emma erika esther eva evelyn fatima fatou fatoumata fiona florence frances francesca gabriela georgia
    geraldine gianna gina giorgia gloria grace greta gudrun hanna hannah heather heidi helen helena helene hillary ilona
    indira ines ingrid irene irina isabel isabella isabelle ivana jacinda jacqueline jane janet janice jeanne jennifer
    jessica jill joan joanna josephine joyce judith julia juliana julie kaja kamala karen karin karina karolina
    katarina katerina kate katherine kathleen kathryn kathy katrin katya keiko ksenia kirsten kristina kristen laila
    larisa laura layla lea leila lena leyla liliana linda lisa liz lucia lucy ludmila luisa lydia lyudmila madeleine
    magdalena mahnoor malala manuela margaret margarita margot maria mariam mariana marie marina marine marta martha
    mary mathilde maryam megan melania melanie melissa mercedes meral mette michelle miriam monica monika nadezhda
    nadia nancy naomi natalia natalie natalya natasha nicola nicole nina noor nora nuria oksana olena olga olivia
    paola patricia paula pauline penelope petra priya rachel rania raquel rebecca regina rita roberta rosa rosalind
    rosemary roza ruth sabine sabrina samantha sandra sanna sara sarah sheikha sharon sheila shirin shirley silvia
    simone sofia sofie sonia sophia sophie stella stephanie susan susana suzanne svetlana sylvia tamara tanya tatiana
    tatyana teresa theresa tina tzipi ulrike ursula valentina valeria vanessa vera veronica victoria viktoria violeta
    viviane wafa wendy xenia yasmin yelena yulia yuliya yolande yvonne zainab zeynep zeinab zoe zuzana
    """.split()
)
_MEN = frozenset(
    """
    aaron abdallah abdel abdelaziz abdelfattah abdelmadjid abdul abdulaziz abdullah abdulla abdou abdirahman abiy
    abraham adam adel adnan adolf adrian ahmad ahmed alan albert alberto alejandro aleksandar aleksandr aleksei aleksey
    alessandro alex alexander alexandre alexei alexey alexis alfonso alfred ali alistair amadou amir anatoly anders
    andre andreas andrei andres andrew andrey andriy andrii andrzej angelo anthony antoine anton antonio antony anwar
    ariel arkady arman arthur artur asif assimi atif augusto bashar bassam benjamin bernard bernardo bernie bill bob
    boris brad brian bruce bruno carl carlos cesar charles chris christophe christopher claude colin craig cyril
    dan daniel daniele darius david davit denys diego dick dieter dimitri dimitris dirk dmitri dmitriy dmitry dmytro
    donald dominic douglas eduardo edward edwin ehud elias emmanuel emomali enrique eric erik ernesto ernest evan
    evgeny faisal farouk felix fernando filip fouad francesco francis francisco francois frank franz fred frederick
    friedrich gabriel gamal garry gary gavin geert geoffrey georg george georges gerald gerard gerhard ghassan giovanni
    giuseppe gonzalo gordon graham greg gregory guillermo gustavo guy habib hamid hamza hans harald harold harry hasan
    hassan hector heiko henri henry herbert hernan hossein howard hubert hugh hugo hussein hussain ian ibrahim igor
    ilham ilya ismail imran isaac isaias ivan ivo jack jacob jacques jaime jake jakob jamal james jan jason javier
    jawaharlal jay jeff jeffrey jens jeremy jerome jim jimmy joachim joao joe joel johann johannes john johnny jonas
    jonathan jorge jose josef joseph joshua josh juan julian julien julius jurgen justin kaveh karl karim kamal keith
    ken kenneth kevin khaled khalid khalifa kirill klaus kofi konstantin kyriakos lars lawrence lech leo leon leonardo
    leonid lindsey lloyd louis luc luca lucas luigi luis luiz lukas luke maksim mahmoud mahmud malcolm mamadou manuel
    marc marcel marco marcos marcus mario mark marko markus martin massoud mateusz matteo matthew matthias maurice
    mauricio max maxim mehmet michael michal michel miguel mihail mikhail mike mikheil milan milos mitch mohamed
    mohammad mohammed mohamud moqtada moussa muammar muhammad muhammadu mustafa mykhailo mykola najib narendra nasser
    nathan naftali ned neil nelson nguyen nicholas nick nicolas nigel nikol nikolai nikolaus nikolay nikos norbert
    nouri nuri olaf oleg oleh oleksandr oleksii oleksiy olivier omar oscar osama otto pablo pal patrick paul paulo
    pavel pavlo pedro per pete peter petr petro petros philip philippe pierre piotr qasem rafael rahul ramon ramzan
    raul ray raymond recep reinhard ricardo richard rishi robert roberto roger roland romain roman ron ronald
    rubem ruben rudolf rustam ryan sadiq saddam salem salim salman salvador sam sameh samuel sebastian
    sergei sergey sergio serhii serhiy shavkat shinzo silvio simon stanislav stefan stefano stephane stephen
    steve steven stuart sultan talal tariq tayyip ted teodoro terry theo theodore thierry thomas tim timothy tom tomas
    tony uhuru ulf umar umberto vadim valentin valery vasily vasyl viktor victor vincent vitaly vitali vladimir vladislav
    volodymyr volker vyacheslav walter wladimir wolfgang wolodymyr werner william xavier yahya yair yaroslav yasser
    yassin yevgeny yitzhak yoav yoweri yuri yuriy yury yusuf yousef zbigniew zine zoran
    """.split()
)


def gender_of(name: str) -> Literal["f", "m"] | None:
    """The gender that the first word of a full name tells, or None."""
    words = fold(name).split()
    if len(words) < 2:
        return None
    return "f" if words[0] in _WOMEN else "m" if words[0] in _MEN else None
