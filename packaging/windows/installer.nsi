; Installs Probata for the user who runs it, without administrator's rights, and takes it
; away again without rest. Vaults and settings are the user's and are not touched.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; the two programs are nearly the same: the second costs nothing
RequestExecutionLevel user
Name "Probata"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Probata"
InstallDirRegKey HKCU "Software\Probata" "Folder"
BrandingText "Probata ${VERSION}"
Icon "${ICON}"
UninstallIcon "${ICON}"
ManifestDPIAware true
ShowInstDetails nevershow

!include MUI2.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Probata"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Probata.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Russian"
LangString Console ${LANG_ENGLISH} "Probata console"
LangString Console ${LANG_RUSSIAN} "Probata, консоль"
LangString Guide ${LANG_ENGLISH} "Guide"
LangString Guide ${LANG_RUSSIAN} "Руководство"
LangString GuideFile ${LANG_ENGLISH} "guide.en.html"
LangString GuideFile ${LANG_RUSSIAN} "guide.ru.html"
LangString Running ${LANG_ENGLISH} "Probata is running. Close it and try again."
LangString Running ${LANG_RUSSIAN} "Программа Probata запущена. Закройте её и попробуйте снова."
LangString Sealed ${LANG_ENGLISH} "sealed file"
LangString Sealed ${LANG_RUSSIAN} "закрытый файл"

VIProductVersion "0.0.0.0"
VIAddVersionKey /LANG=0 "ProductName" "Probata"
VIAddVersionKey /LANG=0 "FileDescription" "Installer of Probata"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

Section
  ; A program that runs cannot be replaced: said before anything is changed.
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\Probata.exe"
    FileOpen $0 "$INSTDIR\Probata.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(Running)" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${FROM}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\Probata"
  CreateShortcut "$SMPROGRAMS\Probata\Probata.lnk" "$INSTDIR\Probata.exe"
  CreateShortcut "$SMPROGRAMS\Probata\$(Console).lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR\bin;%PATH%"' "$INSTDIR\Probata.exe"
  CreateShortcut "$SMPROGRAMS\Probata\$(Guide).lnk" "$INSTDIR\$(GuideFile)"

  WriteRegStr HKCU "Software\Probata" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\Probata.Sealed" "" "$(Sealed)"
  WriteRegStr HKCU "Software\Classes\Probata.Sealed\DefaultIcon" "" "$INSTDIR\Probata.exe,0"
  WriteRegStr HKCU "Software\Classes\.age\OpenWithProgids" "Probata.Sealed" ""
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Probata"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Probata.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Probata authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  ClearErrors
  Delete "$INSTDIR\Probata.exe" ; first, so that nothing is half removed while it runs
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(Running)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  Delete "$INSTDIR\bin\probata.exe"
  RMDir "$INSTDIR\bin"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\README.en.txt"
  Delete "$INSTDIR\README.ru.txt"
  Delete "$INSTDIR\guide.en.html"
  Delete "$INSTDIR\guide.ru.html"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays if the user put something of his own there
  Delete "$SMPROGRAMS\Probata\*.lnk"
  RMDir "$SMPROGRAMS\Probata"
  DeleteRegKey HKCU "Software\Probata"
  DeleteRegKey HKCU "Software\Classes\Probata.Sealed"
  DeleteRegValue HKCU "Software\Classes\.age\OpenWithProgids" "Probata.Sealed"
  DeleteRegKey /ifempty HKCU "Software\Classes\.age\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.age"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
