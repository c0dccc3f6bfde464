/* A file of fixed records, updated in place with fseek. */
#include <stdio.h>
#include <string.h>

struct account {
  int number;
  char name[20];
  double balance;
};

static const char file_name[] = "accounts.dat";

static int transfer(FILE *file, int from, int to, double amount)
{
  struct account a, b;
  fseek(file, from * (long)sizeof a, SEEK_SET);
  if (fread(&a, sizeof a, 1, file) != 1) return 0;
  fseek(file, to * (long)sizeof b, SEEK_SET);
  if (fread(&b, sizeof b, 1, file) != 1 || a.balance < amount) return 0;
  a.balance -= amount;
  b.balance += amount;
  fseek(file, from * (long)sizeof a, SEEK_SET);
  fwrite(&a, sizeof a, 1, file);
  fseek(file, to * (long)sizeof b, SEEK_SET);
  fwrite(&b, sizeof b, 1, file);
  return 1;
}

int main(void)
{
  static const char *const names[] = {"Ada", "Brian", "Dennis", "Ken"};
  FILE *file = fopen(file_name, "w+b");
  if (file == NULL) {
    perror(file_name);
    return 1;
  }
  for (int i = 0; i < 4; i++) {
    struct account account = {.number = 100 + i, .balance = 50.0 * (i + 1)};
    strcpy(account.name, names[i]);
    fwrite(&account, sizeof account, 1, file);
  }
  printf("%d ", transfer(file, 3, 0, 75.25));
  printf("%d ", transfer(file, 0, 1, 1000));
  printf("%d\n", transfer(file, 1, 9, 1));
  rewind(file);
  struct account account;
  double total = 0;
  while (fread(&account, sizeof account, 1, file) == 1) {
    printf("%d %-10s %10.2f\n", account.number, account.name, account.balance);
    total += account.balance;
  }
  printf("total %.2f, end of file %d\n", total, feof(file) != 0);
  fseek(file, 0, SEEK_END);
  printf("%ld records\n", ftell(file) / (long)sizeof account);
  fpos_t place;
  fseek(file, -(long)sizeof account, SEEK_CUR);
  fgetpos(file, &place);
  if (fread(&account, sizeof account, 1, file) != 1) return 1;
  fsetpos(file, &place);
  struct account again;
  if (fread(&again, sizeof again, 1, file) != 1) return 1;
  printf("%s %s\n", account.name, memcmp(&account, &again, sizeof again) == 0 ? "twice" : "differs");
  fclose(file);
  return remove(file_name);
}
