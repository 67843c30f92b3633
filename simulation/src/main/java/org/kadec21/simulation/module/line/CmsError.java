package org.kadec21.simulation.module.line;

/// Causes of `+CMS ERROR`: 3GPP TS 27.005 3.2.5.
public enum CmsError implements ErrorCause {
    NOT_ALLOWED(302, "operation not allowed"),
    NOT_SUPPORTED(303, "operation not supported"),
    INVALID_PDU(304, "invalid PDU mode parameter"),
    INVALID_TEXT(305, "invalid text mode parameter"),
    SIM_NOT_INSERTED(310, "(U)SIM not inserted"),
    SIM_PIN_REQUIRED(311, "(U)SIM PIN required"),
    SIM_FAILURE(313, "(U)SIM failure"),
    SIM_PUK_REQUIRED(316, "(U)SIM PUK required"),
    INVALID_INDEX(321, "invalid memory index"),
    MEMORY_FULL(322, "memory full"),
    NO_NETWORK(331, "no network service");

    private final int code;
    private final String text;

    CmsError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String prefix() {
        return "+CMS ERROR: ";
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }
}
