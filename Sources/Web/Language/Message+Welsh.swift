import Platform

extension Message {
  /// Not yet reviewed by a speaker; every Welsh page says so.
  var welsh: String {
    switch self {
    case .skip: "Neidio i’r prif gynnwys"
    case .noCookies: "Nid yw’r dudalen hon yn gosod cwcis nac yn llwytho dim o unman arall."
    case .helpNow: "Cymorth sydd ar gael nawr"
    case .needsScript:
      "Mae angen JavaScript ar y dudalen hon: eich porwr chi sy’n tynnu eich enw oddi ar eich hawl i ateb, ac ni all neb arall wneud hynny ar eich rhan. Trowch ef ymlaen ar gyfer y dudalen hon, neu gofynnwch i’r cyswllt yn eich gwahoddiad sut i ateb hebddo."
    case .notReviewed: "Nid yw siaradwr Cymraeg wedi adolygu geiriau’r dudalen hon eto."
    case .preview: "Rhagolwg yw hwn. Ni chedwir dim o’r hyn a atebwch yma."
    case .pilot: Pilots.notice(in: .welsh)
    case .closed: "Mae’r holiadur hwn wedi cau"
    case .closedNote: "Ni ellir anfon atebion na’u tynnu’n ôl mwyach. Diolch i bawb a gymerodd ran."
    case .closedWithdrawalNote:
      "Ni ellir tynnu atebion yn ôl mwyach: pan gaeodd yr holiadur cawsant eu cymysgu, a dinistriwyd yr allweddi a allai ddod o hyd i un ohonynt."
    case .beforeYouStart: "Cyn i chi ddechrau"
    case .keptApart: "Sut y cedwir eich atebion ar wahân i’ch enw"
    case .keptApartWrap:
      "Mae eich porwr yn llunio rhif ar hap, yn ei lapio, ac yn ei ddangos gyda’ch gwahoddiad. Mae’r gweinydd yn llofnodi’r rhif wedi’i lapio: ni all weld beth sydd y tu mewn."
    case .keptApartUnwrap:
      "Mae eich porwr yn tynnu’r papur lapio. Y rhif wedi’i lofnodi yw eich hawl i ateb. Nid yw’n dweud hawl pwy ydyw, ac nid yw’r gweinydd erioed wedi’i weld."
    case .keptApartSend: "Anfonir eich atebion gyda’r rhif hwnnw a heb eich gwahoddiad, eich enw na chwci."
    case .keptAboutYou:
      "Yr hyn a gedwir o hyn: bod eich hawl i ateb wedi’i chasglu, a bod rhywun wedi cytuno i’r wybodaeth hon. Nid oes dyddiad gan y naill na’r llall. Ni chofnodir yn unman a wnaethoch ateb wedyn."
    case .cannotDo:
      "Yr hyn na all hyn ei wneud: cuddio pwy ydych os ysgrifennwch hynny yn eich geiriau eich hun, neu os mai dim ond un person a allai fod wedi rhoi eich atebion. A gallai pwy bynnag sy’n rhedeg y gweinydd hwn newid y dudalen hon; mae’r hyn y dylai ei wneud yn gyhoeddus a gellir ei wirio."
    case .proceed: "Parhau"
    case .printCopy: "Argraffu neu gadw copi"
    case .minutes(let count): "Mae ateb yn cymryd tua \(welshMinutes(count)). Amcangyfrif o nifer y cwestiynau yw hwn."
    case .doYouAgree: "Ydych chi’n cytuno i gymryd rhan?"
    case .tickEach: "Ticiwch bob datganiad yr ydych yn cytuno ag ef. Gallwch stopio unrhyw bryd drwy gau’r dudalen hon."
    case .agree: "Rwy’n cytuno"
    case .rightTitle: "Eich hawl i ateb"
    case .rightNote:
      "Nawr mae eich porwr yn casglu eich hawl i ateb. Gallwch wneud hyn unwaith. Daw’r atebion wedyn, ar wahân, heddiw neu ar ddiwrnod arall."
    case .whoseDevice: "Dyfais pwy yw hon?"
    case .deviceOwn: "Fy un i, neu un nad oes neb arall yn ei defnyddio"
    case .deviceOwnNote:
      "Mae’r hyn yr ydych wedi’i ateb yn aros yn y porwr hwn nes i chi ei anfon, am 14 diwrnod ar y mwyaf. Gallwch stopio a pharhau yn nes ymlaen."
    case .deviceShared: "Un a rennir"
    case .deviceSharedNote:
      "Ni chedwir dim. Os byddwch yn cau neu’n ail-lwytho’r dudalen hon cyn anfon eich atebion, byddant yn cael eu colli, a’ch hawl i ateb hefyd."
    case .getRight: "Casglu fy hawl i ateb"
    case .questions: "Cwestiynau"
    case .welcomeBack: "Croeso’n ôl. Mae’r porwr hwn wedi cadw eich atebion blaenorol."
    case .keptHere: "Mae gennych eich hawl i ateb. Mae eich atebion nawr yn aros yn y porwr hwn nes i chi eu hanfon."
    case .keptNowhere:
      "Mae gennych eich hawl i ateb. Ni chedwir dim ar y ddyfais hon: peidiwch â chau nac ail-lwytho’r dudalen hon cyn anfon eich atebion."
    case .mayLeaveOut: "Cewch adael pob cwestiwn nad yw wedi’i nodi fel un angenrheidiol."
    case .needed: "Angenrheidiol"
    case .tickAll: "Ticiwch bob un sy’n berthnasol."
    case .preferNot: "Gwell gen i beidio â dweud"
    case .clear: "Clirio"
    case .back: "Yn ôl"
    case .wholeNumber(let range): "Rhif cyfan o \(range.lowerBound) i \(range.upperBound)."
    case .months(let first, let last): "O \(first) i \(last), er enghraifft 3 2024."
    case .month: "Mis, fel rhif"
    case .year: "Blwyddyn"
    case .characters(let limit): "Hyd at \(limit) nod. Peidiwch ag enwi neb, os gwelwch yn dda."
    case .nobodyReads: "Nid oes neb yn darllen hwn tra bo’r holiadur ar agor, ac ni allwn ddod o hyd i chi."
    case .helpHere: "Mae cymorth nawr i’w gael yma."
    case .onlyIn(let language): "Dim ond yn \(language == .english ? "Saesneg" : "Gymraeg") y mae’r rhan hon ar gael."
    case .check: "Gwiriwch eich atebion"
    case .aboutToSend: "Dyma’r hyn yr ydych ar fin ei anfon."
    case .cannotChange:
      "Ar ôl eu hanfon ni ellir eu newid. Cewch god derbynneb y gallwch ei ddefnyddio i’w tynnu’n ôl nes i’r holiadur gau."
    case .send: "Anfon fy atebion"
    case .thanks: "Diolch: mae eich atebion wedi cyrraedd"
    case .receiptIs: "Eich cod derbynneb:"
    case .copy: "Copïo’r cod"
    case .print: "Argraffu’r dudalen hon"
    case .receiptNote:
      "Gyda’r cod hwn, a dim ond gydag ef, gallwch dynnu eich atebion yn ôl nes i’r holiadur gau. Cadwch ef lle mai dim ond chi all ei weld: nid yw’n cael ei gadw gyda’ch enw, ac ni all neb ddod o hyd iddo eto ar eich rhan."
    case .takeBackLink: "Tynnu fy atebion yn ôl"
    case .removed: "Mae eich atebion wedi’u tynnu o’r porwr hwn. Gallwch gau’r dudalen hon nawr."
    case .seeScores: "Gweld fy sgoriau fy hun"
    case .ownScores: "Eich sgoriau eich hun"
    case .scoresNote:
      "Eich porwr sydd newydd gyfrifo’r rhain, o’ch atebion, ac nid yw wedi’u hanfon at neb. Byddant yn diflannu pan fyddwch yn cau neu’n ail-lwytho’r dudalen hon."
    case .scoresHelp:
      "Nid diagnosis yw hwn. Mae sgôr yn dangos sut y gwnaethoch ateb ar un diwrnod. Os yw’n eich poeni, neu os yw pethau’n anodd beth bynnag y mae’n ei ddweud, siaradwch â rhywun: enwir cymorth isod."
    case .toReceipt: "Yn ôl i’m derbynneb"
    case .takeBack: "Tynnu eich atebion yn ôl"
    case .takeBackNote:
      "Caiff eich atebion eu dileu cyn i neb eu darllen. Ni ellir dadwneud hyn, ac ni allwch ateb eto."
    case .receiptCode: "Cod derbynneb"
    case .receiptHint:
      "Tri nod ar ddeg: llythrennau a digidau. Nid yw llythrennau bach neu fawr, bylchau na chysylltnodau o bwys."
    case .deleteAnswers: "Dileu fy atebion"
    case .deleted: "Mae eich atebion wedi’u dileu"
    case .deletedNote: "Nid oes dim ohonynt ar ôl i’w ddadansoddi. Gallwch gau’r dudalen hon nawr."
    case .noMail(let message): message.welsh
    case .plain(let message): message.welsh
    case .said(let said): said.welsh
    }
  }
}

/// After a numeral a Welsh noun stays singular and may mutate: dau funud, tri munud, chwe munud.
private func welshMinutes(_ count: Int) -> String {
  switch Plural(count, in: .welsh) {
  case .zero: "0 munud"
  case .one: "1 funud"
  case .two: "2 funud"
  case .few, .many, .other: "\(count) munud"
  }
}

extension Said {
  var welsh: String {
    switch self {
    case .problem: "Problem: {what}"
    case .pageOf: "Tudalen {n} o {count}"
    case .leftOut: "heb ei ateb"
    case .change: "Newid"
    case .changeOf: "Newid: {question}"
    case .copied: "Wedi’i gopïo."
    case .copyByHand: "Copïwch ef â llaw, os gwelwch yn dda."
    case .needed: "Atebwch y cwestiwn hwn, os gwelwch yn dda."
    case .wholeNumber: "Ysgrifennwch rif cyfan o {lowest} i {highest}, os gwelwch yn dda."
    case .month: "Ysgrifennwch y mis fel rhif o 1 i 12 a’r flwyddyn mewn pedwar digid, o fewn yr amser a enwir uchod."
    case .tooLong: "Byrhewch hwn i {limit} nod; mae ganddo {n}."
    case .putRight: "Mae rhywbeth i’w gywiro ar y dudalen hon."
    case .notAllTicked:
      "Nid ydych wedi ticio pob datganiad.\nDim ond os ydych yn cytuno â phob un y gallwch gymryd rhan. Os nad ydych, caewch y dudalen hon."
    case .notTicked: "Heb ei dicio."
    case .chooseDevice: "Dywedwch ddyfais pwy yw hon, os gwelwch yn dda."
    case .chooseOne: "Dewiswch un."
    case .noCode: "Ysgrifennwch eich cod derbynneb, os gwelwch yn dda."
    case .noSlipCode: "Ysgrifennwch y cod sydd ar eich slip."
    case .nothingWritten: "Dim wedi’i ysgrifennu."
    case .noStopLink:
      "Nid yw’r dudalen hon yn adnabod eich gwahoddiad.\nRhowch y ddolen gyfan o’ch neges yn y blwch, neu atebwch y neges â’r gair STOP."
    case .cannotStop: "Ni allai’r porwr hwn wneud hyn.\nAtebwch y neges â’r gair STOP."
    case .guardOne:
      "A allai hyn ddatgelu enw rhywun? {found}. Gallwch ei newid, neu bwyso “Parhau” eto i’w adael fel y mae."
    case .guardMany:
      "A allai’r rhain ddangos pwy yw rhywun? {found}. Gallwch eu newid, neu bwyso “Parhau” eto i’w gadael fel y maent."
    case .score: "{score}, ar raddfa o {lowest} i {highest}."
    case .higherBetter: "Mae uwch yn well."
    case .higherWorse: "Mae uwch yn golygu mwy o straen."
    case .noScore: "Rhy ychydig o atebion i roi sgôr."
    case .band: "Mae awduron y raddfa yn galw hyn yn: {band}."
    case .browserCannot:
      "Ni allai’r porwr hwn wneud hyn.\nRhowch gynnig ar borwr arall, neu gofynnwch i’r cyswllt a enwir yn eich gwahoddiad."
    case .noInvitation:
      "Nid yw’r dudalen hon yn adnabod eich gwahoddiad.\nAgorwch y ddolen gyfan o’ch gwahoddiad eto."
    case .notArrived:
      "Efallai nad yw eich atebion wedi cyrraedd eto.\nPwyswch “Anfon fy atebion” eto. Cânt eu cyfrif unwaith."
    case .notSentOwn:
      "Heb eu hanfon eto: methodd y cysylltiad.\nMae eich atebion wedi’u cadw yn y porwr hwn. Cânt eu hanfon pan fyddwch yn ôl ar-lein a’r dudalen hon ar agor, neu pan bwyswch “Anfon fy atebion”. Cânt eu cyfrif unwaith."
    case .notSentShared:
      "Heb eu hanfon eto: methodd y cysylltiad.\nCadwch y dudalen hon ar agor: dim ond yma y mae eich atebion. Cânt eu hanfon pan fyddwch yn ôl ar-lein, neu pan bwyswch “Anfon fy atebion”. Cânt eu cyfrif unwaith."
    case .connection: "Methodd y cysylltiad.\nNid oes dim wedi’i golli. Arhoswch ennyd, yna pwyswch y botwm eto."
    case .signature:
      "Nid yw llofnod y gweinydd yn ddilys.\nPeidiwch â pharhau. Dywedwch wrth y cyswllt a enwir yn eich gwahoddiad."
    case .otherKey:
      "Mae’r dudalen hon yn cynnig allwedd nad yw eich gwahoddiad yn ei henwi.\nPeidiwch â pharhau. Dywedwch wrth y cyswllt a enwir yn eich gwahoddiad."
    case .server: "Ni allai’r gweinydd wneud hyn.\nNid oes dim wedi’i golli. Arhoswch ennyd, yna pwyswch y botwm eto."
    case .unknownWave: "Nid oes holiadur o’r fath.\nAgorwch y ddolen gyfan o’ch gwahoddiad eto."
    case .closed: "Mae’r holiadur hwn wedi cau.\nNi ellir anfon atebion na’u tynnu’n ôl mwyach. Diolch yr un fath."
    case .unknownInvitation:
      "Nid yw’r gwahoddiad hwn yn hysbys yma.\nAgorwch y ddolen gyfan o’ch gwahoddiad eto. Os nad yw’n hysbys o hyd, gofynnwch i bwy bynnag a’i hanfonodd."
    case .consentNeeded:
      "Mae’r wybodaeth am yr holiadur hwn wedi newid.\nLlwythwch y dudalen eto a’i darllen unwaith yn rhagor."
    case .alreadyCollected:
      "Mae’r hawl i ateb eisoes wedi’i chasglu gyda’r gwahoddiad hwn.\nMae gan bawb un. Os gwnaethoch ddechrau ar ddyfais arall neu mewn porwr arall, parhewch yno."
    case .heldSlip:
      "Cawsoch slip ar gyfer yr holiadur hwn.\nAtebwch gyda’r cod arno: mae gan bawb un hawl i ateb, drwy ddolen neu drwy slip."
    case .unknownCode:
      "Nid yw’r cod hwn yn hysbys yma.\nCymharwch ef â’ch slip fesul llythyren. Os yw’r un fath, nid yw’r slip yn ddilys mwyach: ewch ag ef yn ôl at y sawl a’i rhoddodd i chi a gofynnwch am un arall."
    case .tooMany:
      "Mae gormod o bobl yn rhoi cynnig arni ar hyn o bryd.\nNid oes dim wedi’i golli. Arhoswch funud, yna pwyswch y botwm eto."
    case .badToken:
      "Nid yw’r hawl hon i ateb yn ddilys.\nAgorwch y ddolen o’ch gwahoddiad eto yn y porwr lle gwnaethoch ddechrau."
    case .answeredOtherwise:
      "Mae atebion eraill eisoes wedi’u hanfon gyda’r hawl hon i ateb.\nY rheini sy’n cyfrif, nid y rhain. Gyda’u cod derbynneb gallwch eu tynnu’n ôl nes i’r holiadur gau. Os nad chi a’u hanfonodd, dywedwch wrth y sawl a’ch gwahoddodd."
    case .withdrawn:
      "Mae’r atebion a anfonwyd gyda’r hawl hon wedi’u tynnu’n ôl.\nMaent wedi mynd, ac ni all neb ateb ddwywaith. Nid oes dim mwy i’w wneud."
    case .unknownReceipt:
      "Nid oes atebion gyda’r cod hwn.\nCymharwch ef fesul llythyren. Os ydych wedi tynnu’r atebion yn ôl o’r blaen, nid oes dim mwy i’w wneud."
    case .invalid: "Ni ellir derbyn rhai atebion fel y maent."
    case .tooLarge: "Mae’r atebion hyn yn rhy hir.\nByrhewch yr hyn a ysgrifennoch a’i anfon eto."
    case .tooSlow: "Roedd y cysylltiad yn rhy araf.\nArhoswch ennyd, yna pwyswch y botwm eto."
    case .notUnderstood: "Ni ddeallodd y gweinydd y cais.\nLlwythwch y dudalen eto a rhowch gynnig arall arni."
    }
  }
}
