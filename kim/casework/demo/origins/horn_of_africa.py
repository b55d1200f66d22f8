"""Names of Eritrea (some also in Ge'ez letters) and Somalia; there the last name is the father's given name."""

TIGRINYA_MEN = """
ተስፋይ=Tesfay,Tesfai; Yonas,Jonas; ሃይለ=Haile,Hayle; Filmon,Philmon; Berhane,Birhane; ዳዊት=Dawit,Dauit; Merhawi; Kidane
Abraham,Abreham; Samuel,Samiel; Henok,Enok; ሚካኤል=Mikael,Michael; Yohannes,Johannes; Simon,Semon; Robel; Natnael
Aron,Aaron; Temesgen; Efrem,Ephrem; Isaias,Isayas; Mehari; Amanuel; Tekle; Zerai,Seray; Kibrom; Habtom; Fitsum; Biniam
"""

TIGRINYA_WOMEN = """
ሰላም=Selam,Salem; Mehret,Mihret; Senait,Sinait; ሮዛ=Rosa,Roza; Feven,Fewen; Luwam,Lewam; Helen,Elen; Saba
Bisrat; Winta,Wynta; Eden; ማርታ=Marta,Martha; Rahel,Rahiel; Tsega,Zega; Yordanos,Jordanos; Freweini,Freweyni; Almaz,Almas
Abeba; Letebrhan; Hiwet,Hiwot; Semhar,Semher; Natsnet; Bethlehem,Betelhem; Ruta; Meron; Kisanet; Danait; Lidya,Lydia
"""

TIGRINYA_FAMILIES = """
ገብረመድህን=Gebremedhin,Gebremedhn; Tesfamariam,Tesfamaryam; Habte; ተክለ=Tekle,Tekele; Woldemichael,Weldemikael
Ghebreyesus,Gebreyesus; Kidane; Berhe,Berhane; Haile,Hayle; Zerai; Kahsay,Kahsai; Okbamichael,Okbamikael; Araya
Tewelde,Tewolde; Mebrahtu; Negash,Negasch; Asmerom; Yemane,Jemane; Fessehaye,Fesehaye; Ghebremeskel,Gebremeskel; Seyoum
Russom; Tsegay,Zegai; Weldu,Woldu; Abraha; Hagos; Goitom; Measho,Measscho; Tekie; Debesay
"""

SOMALI_MEN = """
Cabdi,Abdi; Maxamed,Mohamed,Mohammed; Axmed,Ahmed; Xasan,Hassan; Cali,Ali; Cumar,Omar; Yuusuf,Yusuf; Ibraahim,Ibrahim
Cabdullahi,Abdullahi; Ismaaciil,Ismail; Faarax,Farah; Jaamac,Jama; Warsame; Saciid,Said; Nuur,Nur; Cabdirahman,Abdirahman
Xuseen,Hussein; Maxamuud,Mohamud; Bile; Liibaan,Liban; Guuleed,Guled; Khaliif,Khalif; Mustafe,Mustafa; Mahad; Abuukar,Abukar
"""

SOMALI_WOMEN = """
Faadumo,Fadumo,Fatima; Xaliimo,Halimo,Halima; Caasha,Asha; Aamina,Amina; Hodan; Khadra,Kadra; Nimco,Nimo; Sahra,Zahra
Ifrax,Ifrah; Maryan,Maryam; Ubax,Ubah; Hibaaq,Hibaq; Ayaan,Ayan; Deeqa,Deqa; Fartuun,Fartun; Idil; Ladan; Naciimo,Naima
Safiyo,Safiya; Sucaad,Suad; Yasmiin,Yasmin; Zamzam; Xamdi,Hamdi; Farxiyo,Farhiya; Saynab,Zeinab
"""

SOMALI_FAMILIES = """
Warsame; Maxamed,Mohamed; Cabdi,Abdi; Xasan,Hassan; Jaamac,Jama; Faarax,Farah; Cali,Ali; Yuusuf,Yusuf; Nuur,Nur
Axmed,Ahmed; Cumar,Omar; Ciise,Isse; Diiriye,Dirie; Guuleed,Guled; Cilmi,Elmi; Samatar; Aadan,Aden; Barre; Shire,Schire
Rooble,Roble; Geedi,Gedi; Muuse,Muse; Maxamuud,Mohamud; Cismaan,Osman; Xirsi,Hirsi; Dualeh; Hersi; Egal; Kulmiye; Obsiye
"""
