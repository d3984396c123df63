; Uninstalling asks Signalbox itself to put Claude Code's settings back: it alone knows which of them are its own.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION "Put Claude Code's settings back to what they were before Signalbox?" /SD IDNO IDNO keep
      ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --undo-claude-code'
    keep:
  ${endIf}
!macroend
