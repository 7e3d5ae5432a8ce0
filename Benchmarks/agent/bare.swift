// What any Swift program on Xlib costs before it does anything: it connects and waits.
import CX11
import Glibc

guard XOpenDisplay(nil) != nil else { exit(1) }
while true { pause() }
