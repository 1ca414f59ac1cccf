// Debian package → a PDF file in it that nobody here wrote. `about`: why it is here. Sums are of the unpacked file.
/** @type {readonly { package: string, path: string, about: string, sha256: string }[]} */
export const foreignList = [
  {
    package: 'bash-doc',
    path: 'usr/share/doc/bash/bash.pdf',
    about: 'text, 87 pages',
    sha256: 'ebd1361fe662e7e6b7386da02986bda05a434f85667939f72356fa86de19dd6d'
  },
  {
    package: 'quilt',
    path: 'usr/share/doc/quilt/quilt.pdf',
    about: 'text set by LaTeX',
    sha256: '2d9f66fcf9ded6b22730b158fbf57b5b87e0eb7ef3c7b575acfdbc7c173f9a68'
  },
  {
    package: 'maint-guide-vi',
    path: 'usr/share/doc/maint-guide-vi/maint-guide.vi.pdf',
    about: 'Vietnamese, with outline and links',
    sha256: '87edc23d62b8d1d8a3b8d8c22dfc70f69a08bf5e592b832d664cc72345b059b7'
  },
  {
    package: 'debian-refcard',
    path: 'usr/share/doc/debian-refcard/refcard-vi-a4.pdf.gz',
    about: 'Vietnamese, across, in columns',
    sha256: '1ed0c0b982920ea76aae48715183f9962a4fa0a7c75b502701bbeea1ce10a35b'
  },
  {
    package: 'debian-refcard',
    path: 'usr/share/doc/debian-refcard/refcard-ja-a4.pdf.gz',
    about: 'Japanese',
    sha256: '652d6da8f92399493f69ef54d4f0a12c42b5e4dd2e42248ca61f34793fe76360'
  },
  {
    package: 'debian-refcard',
    path: 'usr/share/doc/debian-refcard/refcard-zh_CN-a4.pdf.gz',
    about: 'Chinese',
    sha256: '35842441e40ce9df17645b2ecaafb50d39d2c0502056c767943013644c9cdfee'
  },
  {
    package: 'debian-refcard',
    path: 'usr/share/doc/debian-refcard/refcard-ko-a4.pdf.gz',
    about: 'Korean',
    sha256: '1f5831ed34a001da67bc9e90b9b572c5da3029ad3a39fbd859f31b90980e483b'
  },
  {
    package: 'debian-refcard',
    path: 'usr/share/doc/debian-refcard/refcard-hi-a4.pdf.gz',
    about: 'Devanagari',
    sha256: 'eb1b15b8087a5051ab83c8781da7b85bcd10f9df66bf4176b280cb65a04a7a0b'
  },
  {
    package: 'debian-faq-ru',
    path: 'usr/share/doc/debian/FAQ/debian-faq.ru.pdf.gz',
    about: 'Cyrillic, 75 pages',
    sha256: '51b8f0aa5b70c6ea7c70547489edf4297579d35cec9300cfe2e1aaa70d8efacb'
  },
  {
    package: 'fonts-sil-awami-nastaliq',
    path: 'usr/share/doc/fonts-sil-awami-nastaliq/documentation/AwamiNastaliq-TypeSample.pdf.gz',
    about: 'right to left: Nastaliq',
    sha256: '21e8b902933da0c8760b5a01f159771a88ba58385493c4ec58c4106249a63541'
  },
  {
    package: 'fonts-sil-awami-nastaliq',
    path: 'usr/share/doc/fonts-sil-awami-nastaliq/documentation/AwamiNastaliq-Features.pdf.gz',
    about: 'right to left beside left to right',
    sha256: '3a610034a353af99aee8616ba06522232b321a9c0c8d5422829c2500d57d42f4'
  },
  {
    package: 'fonts-sil-scheherazade',
    path: 'usr/share/doc/fonts-sil-scheherazade/documentation/Scheherazade-features.pdf.gz',
    about: 'Arabic, pages turned by 90°',
    sha256: '0dc1b8a38e58ce16a8a9b6c406f0268ac1a77b5e0a0cab5490efaa2d2e6e4b84'
  },
  {
    package: 'fonts-sil-ezra',
    path: 'usr/share/doc/fonts-sil-ezra/Unicode-Ezra-Chart17short.pdf.gz',
    about: 'Hebrew, pages turned by 90°',
    sha256: '79139af3846b0d5a44d2f20a3ecace461fd1ba1ecbc2bf24f8f4c7122c8b3c60'
  },
  {
    package: 'fonts-sil-padauk',
    path: 'usr/share/doc/fonts-sil-padauk/documentation/Padauk-typesample.pdf.gz',
    about: 'Burmese',
    sha256: '32c448e817f81dc0a493e7d41bc7c5fe4f2fdf44bb6cb4105256c5888c5314f4'
  },
  {
    package: 'fonts-sil-annapurna',
    path: 'usr/share/doc/fonts-sil-annapurna/documentation/AnnapurnaSIL-features.pdf.gz',
    about: 'Devanagari, with a form',
    sha256: 'd1f5848bd76e4db6186fd03ef222c09ea61107fdf20d422ac5d926c4b471747e'
  },
  {
    package: 'fonts-sil-abyssinica',
    path: 'usr/share/doc/fonts-sil-abyssinica/documentation/AbyssinicaSILTypeSample.pdf.gz',
    about: 'Ethiopic',
    sha256: '01a1a030aab05f6a7fecde4d76e015a3a02a95b5d9b9713dd824fa341e55f5d9'
  },
  {
    package: 'fonts-sil-taiheritagepro',
    path: 'usr/share/doc/fonts-sil-taiheritagepro/documentation/TaiHeritagePro-features.pdf.gz',
    about: 'Tai Viet',
    sha256: '05fc79c6c993155153bce57be74e4d8fc5e821634026a4ae92ec3dba55e6c65c'
  },
  {
    package: 'r-cran-sp',
    path: 'usr/lib/R/site-library/sp/doc/intro_sp.pdf',
    about: 'maps among text',
    sha256: 'e2d3bdae779e19724923ee1bdb976be6082afd825a19f3b6a675e36d09755527'
  },
  {
    package: 'r-cran-gstat',
    path: 'usr/lib/R/site-library/gstat/doc/prs.pdf',
    about: 'maps of many small shapes',
    sha256: '2b8846d50582aede5331a2a8fc251082d0b846e552738fa4f17bca8a02d34d1f'
  },
  {
    package: 'r-cran-gstat',
    path: 'usr/lib/R/site-library/gstat/doc/st.pdf',
    about: 'maps and formulas',
    sha256: 'e9889158bf2b0501512db07c066f6f7e42cd7ee7a4709f877f77e84b574bff60'
  },
  {
    package: 'r-cran-xtable',
    path: 'usr/lib/R/site-library/xtable/doc/margintable.pdf',
    about: 'tables in the margin',
    sha256: '36ca6c90cf276272a22a5be84ff3b740f595d02f24d08f50c0d417346807305f'
  },
  {
    package: 'impressive',
    path: 'usr/share/doc/impressive/demo.pdf',
    about: 'slides',
    sha256: '84e56989e889d919f67624614eaf1c67e8afd58b80f7a935689b62dd749c4773'
  },
  {
    package: 'cups-filters',
    path: 'usr/share/cups/data/form_english.pdf',
    about: 'form to fill in',
    sha256: '0d719074081e36b81da6385e42a9366b9b7c93d436c9c26bb274a4e7d38f01cc'
  },
  {
    package: 'cups-filters',
    path: 'usr/share/cups/data/form_russian.pdf',
    about: 'form to fill in, Cyrillic',
    sha256: 'd86f81d968cf763f1355d57cb08c3a2891bd7fa8f8762afbd924f874bfcc7023'
  },
  {
    package: 'cups-filters',
    path: 'usr/share/cups/data/default-testpage.pdf',
    about: 'drawings, no text of its own',
    sha256: 'a2ae196e003ae411337957efbb26435bf8586e72ebb3db5784407dc38f94a22b'
  },
  {
    package: 'cups-filters',
    path: 'usr/share/cups/data/default.pdf',
    about: 'a page with nothing on it',
    sha256: 'b5c8f96fd979c4c6cd6a7c07b9f24653aaca8dc175676f2f69c41c5fc6a1c3f4'
  },
  {
    package: 'cups-filters',
    path: 'usr/share/cups/data/topsecret.pdf',
    about: 'English stamp as a header',
    sha256: '164fc03ac93077ae20ca87c0e6f6f834973cdc80a4ef047fd9338103d352e796'
  },
  {
    package: 'libjs-pdf',
    path: 'usr/share/doc/libjs-pdf/examples/learning/helloworld.pdf',
    about: 'tiny, written by hand',
    sha256: 'c9efcaa374939ff19fc37974131f1db6d457eb942700c02a63fc9dda983e1400'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_RegisterImage.pdf',
    about: 'pictures of pages without text, as from a scanner',
    sha256: 'a350408ee12a09e684dce1e8361e4f9222f48684ddd29402158e0bd103999ad1'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_RegisterImageOptionsReader.pdf',
    about: 'a picture without text',
    sha256: 'd7ecc02cbf85e9a9470b474cf319f9c6d41547884099192fb016675969994109'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_Image.pdf',
    about: 'pictures',
    sha256: '020f7f31e021f2a539478073896f35313f32c121563572db9748f5f43203c9cf'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_AddLayer.pdf',
    about: 'layers that can be hidden',
    sha256: '32cb6326035da03862b0c29a571ed48f27428b4d778e75e72961832309b90257'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_AddSpotColor.pdf',
    about: 'spot colours',
    sha256: 'ad0a10a00414917981292842dbd035e4ed7ba7e6efc71d17207029ec63ed260e'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_SetAlpha_transparency.pdf',
    about: 'transparency',
    sha256: '40d414d68bc3f742ef195441c97728d5030ae37c80f17d9a2e1c4a4ebec60c8e'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_LinearGradient_gradient.pdf',
    about: 'gradients',
    sha256: 'aec319a9edc73c91d1dd96b1dbe56a7d2f2ac7afbdeb4c4f9a4630cd86694129'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_PageBox.pdf',
    about: 'page cut smaller than its sheet',
    sha256: '9bafc21c10e7956bcfa1d9b3b1eca2d7f993c07ddae0169a182dd7fe4b9a44f6'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_PageSize.pdf',
    about: 'pages of different sizes',
    sha256: 'fc5462e2a28af5522bf7144e8e10369660bacfe5463577acd824f6d61371c98a'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_FileAnnotations.pdf',
    about: 'files hung onto the page',
    sha256: '40a48126499e794e4e56901f645c516c137312e1e0ab8f1ab42813946de3cdbb'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_EmbeddedFiles.pdf',
    about: 'files inside',
    sha256: '5d1c2391820eb86ade2890dd6edba4ce69b362311cdbe1be6d42c9e360d39bef'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_SetJavascript.pdf',
    about: 'a script that wants to run',
    sha256: 'cedd0258064a0e59e796750f0370d6cffb5a22d2419cffafda7e0b97a0e8a8e8'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_TransformBegin.pdf',
    about: 'turned and sheared text',
    sha256: '4462c30c29104ce89d5a72cbaccf3a1aa06446039bc9bfe4fc4c0e9d633f91e4'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_SVGBasicWrite.pdf',
    about: 'line drawings',
    sha256: 'eb4322237406a7eda0c39ca18be83b379969176b29f4fb325767ed88b8b67b3d'
  },
  {
    package: 'golang-github-jung-kurt-gofpdf-dev',
    path: 'usr/share/gocode/src/github.com/jung-kurt/gofpdf/pdf/Fpdf_SetProtection.pdf',
    about: 'locked: password or permissions',
    sha256: 'd809da3d18fe038a8fcaf8e9ae62978bb974033bfa7ad647c0bec61d21563155'
  }
]
