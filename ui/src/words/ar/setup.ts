import type { Words } from "../en/en";

/** Arabic: the frame of the setup. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    notAdmin: "يمكنك الاطلاع على كل هذا وتجربته. لا يستطيع تغييره إلا مسؤول Callside.",
    signedFiles: "لا تقبل شركتك إلا الملفات الموقّعة: الأتمتة، كملف. لا يمكن تغيير شيء هنا يدويًا.",
    title: "التهيئة",
    lead: "للمسؤولين: ما يحصل عليه كل موظف في هذه الشركة.",
    parts: "أجزاء التهيئة",
    org: "فحص المؤسسة",
  },
};
