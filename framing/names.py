"""Given names and titles."""
from framing.speech.given_names import HE, SHE
GIVEN_NAMES = HE | SHE
NAME_LINKS = frozenset()
TITLES = frozenset("mr mrs ms miss dr prof professor sir dame president chancellor premier minister senator governor mayor congressman congresswoman judge justice президент министр премьер депутат сенатор губернатор мэр президентка міністр мер predsednik premijer ministar председник премијер министар poslanik посланик министър премиер кмет prezydent premier minister poseł posłanka".split())
