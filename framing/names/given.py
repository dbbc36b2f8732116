"""Given names that tell, in the languages of news, whether "he" or "she" may mean their bearer.

Does not: hold names that both bear, or any surname.
"""

from framing.wordlists import word_set

HE = word_set(
    "aaron adam ahmed alan albert alejandro aleksandar aleksander aleksandr alexander alfred ali andrei andrew "
    "andrey andrzej angelo anthony anton antonio archie arthur barack ben benjamin bernard bill bob bogdan boris "
    "brandon brian bruce carl carlos charles christopher colin craig daniel darren dave david dean denis dennis "
    "derek diego dmitri dmitry dominic donald douglas duncan edward eduardo emmanuel eric ethan eugene felix "
    "fernando francis francisco frank fred frederick gareth gary geoffrey george gerald gerard giorgi giovanni "
    "giuseppe goran gordon graham greg gregory guy hans harold harry hassan henry herbert howard hugh hugo ian "
    "igor ilya imran isaac ivan jack jacob jakub james jason javier jeff jeffrey jeremy jerry jim jimmy joe johan "
    "john johnny jonathan jorge jose joseph joshua josé juan julian justin karl keith kenneth kevin khalid klaus "
    "konstantin krzysztof kyle larry lars laurent lawrence leo leon liam lloyd louis luca luis luke marcin marco "
    "marcus marek mario mark martin matt matthew maurice michael michel miguel mike mikhail milan milorad mohamed "
    "mohammad mohammed moses muhammad nathan neil nicholas nick nicolas nigel nikola nikolai noah norman oleg "
    "oliver olivier omar oscar oskar otto pablo patrick paul paulo pavel pedro pete peter petr philip philippe "
    "pierre piotr rafael ralph raymond richard rob robert roberto roger roland roman ron ronald roy russell ryan "
    "samuel scott sean sebastian serge sergei sergey simon stanley stefan stephen steve steven stuart ted thomas "
    "tim timothy toby todd tom tomasz tony travis trevor umar victor viktor vincent vladimir volodymyr walter "
    "warren wayne werner wiesław will william wolfgang yuri zoran александр алексей андрей антон борис валерий "
    "василий виктор владимир глеб дмитрий евгений иван игорь константин максим михаил николай олег павел пётр "
    "роман сергей юрий"
)
SHE = word_set(
    "abigail agnes aisha alexandra alice alison amanda amelia amy ana angela anita ann anna anne annie audrey "
    "barbara beatrice beth betty beverley brenda bridget camilla carmen carol caroline catherine cathy charlotte "
    "chloe christina christine claire clara claudia cynthia dawn deborah denise diana diane donna doreen doris "
    "dorothy edith eileen elaine eleanor elena elizabeth ellen emily emma erin esther eva evelyn fatima fatou "
    "fiona florence frances gemma georgina gillian gina gloria grace greta gwen hannah harriet heather heike "
    "helen hilary hillary ida ingrid irene irina isabel isabella jane janet janice jennifer jenny jessica jill "
    "joan joanna joanne josephine joyce judith judy julia julie karen kate katharine katherine kathleen kathryn "
    "katie kerry-ann kimberly kirsten krystal lakshmi laura lauren leah leila lena lily linda lisa liz louise "
    "lucia lucy lydia lynn madeleine margaret maria marie marina marion martha mary maureen megan melanie melissa "
    "mercedes mia michelle milena miriam molly monica nadia nancy naomi natalia natalie nicole nina nora noreen "
    "olga olivia pamela patricia paula pauline penelope penny philippa phyllis rachel rebecca regula renata rita "
    "rosa rose rosemary ruth sabine sally samantha sandra sara sarah sharon sheila shirley silvia simone sofia "
    "solène sonia sophie stella stephanie susan susanna suzanne svetlana sylvia tamara tamsin tanya tatiana "
    "teresa theresa tina tracy ursula valentina valerie vanessa vera verna veronica victoria virginia wendy "
    "yasmin yolanda yvonne zoe анна вера галина елена ирина лидия людмила марина мария наталья нелли ольга "
    "светлана татьяна"
)
