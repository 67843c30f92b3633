package org.kadec21.simulation.module.line;

/// Causes of `+CME ERROR`: 3GPP TS 27.007 9.2, and from 550 on the TCP/IP causes of the Quectel
/// command set.
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
    CONTEXT_ALREADY_ACTIVE(553, "context already activated"),
    ACTIVATION_FAILED(555, "activation failed"),
    SOCKET_PARAMETERS(552, "Invalid parameters"),
    SOCKET_UNSUPPORTED(555, "Operation not supported"),
    PDP_OPEN_FAILED(561, "Open PDP context failed"),
    SOCKET_IN_USE(563, "Socket identity has been used"),
    SOCKET_CONNECT_FAILED(566, "Socket connect failed"),
    SOCKET_CLOSED(567, "Socket has been closed"),
    PDP_BROKEN(570, "PDP context broken down"),
    SOCKET_NOT_ALLOWED(572, "Operation not allowed"),
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
