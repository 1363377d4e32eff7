"""What PyYAML makes of texts, one after the other: the protocol of Oracle.java, without the values."""

import struct
import sys

import yaml


def answer(text):
    try:
        yaml.load(text, yaml.SafeLoader)
        return "ok"
    except Exception as error:  # whatever a text brings about is an answer
        return f"error\n{type(error).__name__}\n{error}"


while header := sys.stdin.buffer.read(4):
    text = sys.stdin.buffer.read(struct.unpack(">I", header)[0])
    reply = answer(text).encode(errors="replace")
    sys.stdout.buffer.write(struct.pack(">I", len(reply)) + reply)
    sys.stdout.buffer.flush()
