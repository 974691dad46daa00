/** Public mail providers: nobody's own domain, so Veeam refuses them (veeam-api.md, 3.1 and 3.2). A list to begin with; Veeam has its own. */
const publicDomains = new Set(
  (
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com " +
    "me.com mac.com aol.com gmx.com gmx.net gmx.de web.de t-online.de freenet.de " +
    "mail.com mail.ru yandex.com yandex.ru proton.me protonmail.com zoho.com fastmail.com tutanota.com " +
    "hotmail.co.uk yahoo.co.uk outlook.de orange.fr free.fr laposte.net libero.it virgilio.it seznam.cz " +
    "wp.pl o2.pl qq.com 163.com 126.com btinternet.com comcast.net verizon.net sbcglobal.net " +
    "mailinator.com otenet.gr yahoo.gr hotmail.gr "
  )
    .trim()
    .split(" "),
);

export const isPublicDomain = (domain: string): boolean => publicDomains.has(domain.toLowerCase());
