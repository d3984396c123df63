@rem The shell of Windows has no exec, with which npm start begins.
@%*
