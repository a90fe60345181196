process.stdout.write('a program that never calls synth\n');
