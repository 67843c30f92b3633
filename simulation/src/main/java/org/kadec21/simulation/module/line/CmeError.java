package org.kadec21.simulation.module.line;

/// Causes of `+CME ERROR`: 3GPP TS 27.007 9.2, and from 550 on the packet service causes of the
/// Quectel command set. Causes of sockets are a [VendorError] each.
public enum CmeError implements ErrorCause {
    NOT_ALLOWED(3, "operation not allowed"),
    NOT_SUPPORTED(4, "operation not supported"),
    SIM_NOT_INSERTED(10, "SIM not inserted"),
    SIM_PIN_REQUIRED(11, "SIM PIN required"),
    SIM_PUK_REQUIRED(12, "SIM PUK required"),
    SIM_FAILURE(13, "SIM failure"),
    INCORRECT_PASSWORD(16, "incorrect password"),
    NO_NETWORK_SERVICE(30, "no network service"),
    NETWORK_NOT_ALLOWED(32, "network not allowed - emergency calls only"),
    INVALID_PARAMETERS(50, "incorrect parameters"),
    PDP_OPEN_FAILED(561, "Open PDP context failed"),
    APN_NOT_CONFIGURED(573, "APN not configured");

    private final int code;
    private final String text;

    CmeError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String prefix() {
        return "+CME ERROR: ";
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
