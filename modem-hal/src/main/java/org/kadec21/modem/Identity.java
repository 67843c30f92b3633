package org.kadec21.modem;

/// Who the module says it is (3GPP TS 27.007 5.1 to 5.4); a text it does not tell is empty.
public record Identity(String manufacturer, String model, String revision, String serialNumber) {}
