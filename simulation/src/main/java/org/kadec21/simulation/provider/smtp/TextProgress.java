package org.kadec21.simulation.provider.smtp;

/// Where the text of a mail stands that is being read.
enum TextProgress {
    MORE,
    /// It is complete; what is left of the input lies behind it.
    END,
    /// A CR without its LF has come.
    BARE_CR,
    /// A LF without its CR has come.
    BARE_LF,
    /// So much has come that no end is to be expected.
    ENDLESS
}
