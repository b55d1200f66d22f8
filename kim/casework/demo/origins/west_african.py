"""Given and family names of Guinea, Mali, Ivory Coast, Senegal and Cameroon in their French spelling, and variants."""

MEN = """
Mamadou,Mamadu; Ibrahima,Ibrahim; Ousmane,Usman; Amadou,Ahmadou; Moussa,Musa; Abdoulaye,Abdulaye; Sékou,Sekou; Boubacar,Bubakar
Alpha,Alfa; Souleymane,Suleiman; Cheick,Scheich; Lamine; Modibo; Youssouf,Yusuf; Issa; Bakary; Seydou,Seidou; Idrissa; Drissa
Jean-Pierre,Jean Pierre; Emmanuel; Blaise; Serge; Thierno,Tierno; Oumar,Omar; Aboubacar,Abubakar; Mory; Karim; Fodé,Fode; Saliou
"""

WOMEN = """
Aminata,Aminatou; Fatoumata,Fatumata; Mariama,Mariam; Kadiatou,Kadiatu; Aïssatou,Aissatou; Oumou,Umu; Bintou,Bintu; Ramatoulaye
Djénéba,Djeneba; Hawa; Nafissatou; Awa; Rokia,Rokiatou; Maïmouna,Maimouna; Salimata; Adama; Sira; Assetou; Ndeye; Coumba
Marie-Claire,Marie Claire; Solange; Estelle; Mireille; Fanta; Néné,Nene; Safiatou; Tenin; Binta; Korotoumou
"""

FAMILIES = """
Diallo,Jallow; Bah,Ba; Barry,Barrie; Sow; Camara,Kamara; Keïta,Keita; Traoré,Traore; Coulibaly,Kulibali; Touré,Toure; Cissé,Cisse
Koné,Kone; Diarra,Djarra; Sylla,Silla; Condé,Conde; Ouattara,Wattara; Ouédraogo,Ouedraogo; Konaté,Konate; Sissoko,Cissoko
Diaby,Jabbi; Fofana; Bangoura,Bangura; Doumbouya,Dumbuya; Ndiaye,N'Diaye; Sarr; Diop; Fall; Mbarga; Ngono; Tchoumi; Kaba
"""
