"""Turkish and Kurdish given and family names, with and without their own letters."""

MEN = """
Mehmet; Mustafa; Ahmet; Ali; Hüseyin,Huseyin,Hueseyin; Hasan; İbrahim,Ibrahim; Yusuf; Murat; Ömer,Omer,Oemer; Emre; Can
Burak; Serkan; Onur; Kemal; Baran; Rojhat; Azad,Asad; Dilşad,Dilschad,Dilshad; Şiyar,Schiyar,Siyar; Cem; Volkan,Wolkan
Uğur,Ugur; Çetin,Cetin; Hakan; Tarık,Tarik; Ferhat; Welat; Rêber,Reber; Serhat; Özgür,Ozgur,Oezguer
"""

WOMEN = """
Ayşe,Ayse,Aysche; Fatma; Emine; Zeynep; Elif; Selin; Hatice; Merve; Büşra,Busra,Buesra; Esra; Gül,Gul,Guel; Sevgi
Derya; Özlem,Ozlem,Oezlem; Dilan; Rojda,Rojda; Berîvan,Berivan; Zîlan,Zilan; Nûjîn,Nujin; Çiğdem,Cigdem; Şengül,Sengul
Songül,Songul; Gülistan,Gulistan; Avin,Awin; Hêvî,Hevi; Melek; Nurcan; Yıldız,Yildiz; Hülya,Hulya; Pınar,Pinar
"""

FAMILIES = """
Yılmaz,Yilmaz; Kaya; Demir; Şahin,Sahin,Schahin; Çelik,Celik,Tschelik; Yıldız,Yildiz; Yıldırım,Yildirim; Öztürk,Ozturk,Oeztuerk
Aydın,Aydin; Özdemir,Ozdemir,Oezdemir; Arslan,Aslan; Doğan,Dogan; Kılıç,Kilic; Koç,Koc; Kurt; Özkan,Ozkan; Şimşek,Simsek
Polat; Korkmaz; Güneş,Gunes,Guenes; Bulut; Aksoy; Ateş,Ates; Erdoğan,Erdogan; Bozkurt; Taş,Tas; Karakaş,Karakas
Baran; Dağ,Dag; Çiçek,Cicek; Ekinci; Güler,Guler,Gueler; Işık,Isik; Tekin; Uçar,Ucar; Ağırman,Agirman
"""
